// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/raw_json.h"

#include "api/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace takt::api {
namespace {

using Path = std::vector<std::string_view>;

std::string member(std::string_view text, const Path& path) {
    return std::string(raw_member(text, path).value_or("absent"));
}

TEST(RawMember, KeepsNumbersKeysOrderAndSpacesAsTheyWereWritten) {
    const std::string draft =
        R"({"t" : [ {"tt":0,"sg":[{"d":5529798706024415232,"v":0.10000000000000000001,"w":1e5,"x":-0.0}]} ],"z":1,"a":2,"a":3})";
    EXPECT_EQ(member(R"({"data":{"state":{"draft":)" + draft + R"(}}})", {"data", "state", "draft"}), draft);
}

TEST(RawMember, IgnoresTheWhiteSpaceAroundAValue) {
    EXPECT_EQ(member("\r\n{ \"a\" :\t{\"b\" : [1 , 2] \n} , \"c\":1 }", {"a"}), "{\"b\" : [1 , 2] \n}");
    EXPECT_EQ(member("\r\n{ \"a\" :\t{\"b\" : [1 , 2] \n} , \"c\":1 }", {"a", "b"}), "[1 , 2]");
}

TEST(RawMember, IsNotMisledByBracketsQuotesAndBackslashesInTexts) {
    EXPECT_EQ(member(R"({"x":"}],{\"draft\":1","y\\":"\\","draft":["\"]}\\"]})", {"draft"}), R"(["\"]}\\"])");
}

TEST(RawMember, FindsAKeyThatIsWrittenWithEscapes) {
    EXPECT_EQ(member(R"({"dr\u0061ft":7})", {"draft"}), "7");
}

TEST(RawMember, TakesTheLastOfAKeyThatStandsTwice) {
    EXPECT_EQ(member(R"({"draft":1,"draft":2})", {"draft"}), "2");
}

TEST(RawMember, FindsNothingInNestedObjectsThatThePathDoesNotName) {
    EXPECT_EQ(member(R"({"data":{"draft":1}})", {"draft"}), "absent");
    EXPECT_EQ(member(R"({"data":[{"draft":1}]})", {"data", "draft"}), "absent");
    EXPECT_EQ(member("{}", {"draft"}), "absent");
    EXPECT_EQ(member("", {"draft"}), "absent");
}

TEST(RawMember, SkipsAByteOrderMark) {
    EXPECT_EQ(member("\xEF\xBB\xBF{\"a\":1}", {"a"}), "1");
}

TEST(RawMember, StaysInsideATextThatIsCutAnywhere) {
    const std::string text = R"({"data":{"x\"y":["a\\",{"b":[1,2.5e3]}],"state":{"draft":{"t":[]}}}})";
    for (std::size_t size = 0; size < text.size(); ++size) {
        // A copy of just these bytes, so that a sanitizer sees a read beyond them.
        const std::vector<char> bytes(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
        (void)raw_member({bytes.data(), bytes.size()}, Path{"data", "state", "draft"});
    }
    EXPECT_EQ(member(text, {"data", "state", "draft"}), R"({"t":[]})");
}

TEST(AddRawMember, PutsTheBytesIntoTheObject) {
    std::string object = "{}";
    add_raw_member(object, "a", "0.10");
    add_raw_member(object, "b\"", R"({ "c" : 1e5 })");
    EXPECT_EQ(object, R"({"a":0.10,"b\"":{ "c" : 1e5 }})");
}

TEST(AddRawMember, RefusesWhatIsNotOneValue) {
    for (const char* text : {"", "{", "1,\"b\":2", "1 2", "}", "tru"}) {
        std::string object = "{}";
        EXPECT_THAT(failure(ErrorCode::Corrupt, [&] { add_raw_member(object, "draft", text); }),
                    testing::StartsWith("draft: "))
            << text;
    }
}

TEST(TooDeep, CountsOnlyBracketsOutsideOfTexts) {
    EXPECT_FALSE(too_deep('"' + std::string(1000, '[') + '"'));
    EXPECT_FALSE(too_deep(R"(["\"[[[[[["])"));
    EXPECT_FALSE(too_deep(std::string(128, '[') + std::string(128, ']')));
    EXPECT_TRUE(too_deep(std::string(129, '[')));
}

TEST(IsBlank, KnowsEveryWayToSayNothing) {
    for (const char* text : {"", "null", "{}", "{ }", "[]", "[\n]", "\"\""}) EXPECT_TRUE(is_blank(text)) << text;
    for (const char* text : {"0", "false", R"({"t":[]})", "[0]", "\"x\""}) EXPECT_FALSE(is_blank(text)) << text;
}

}  // namespace
}  // namespace takt::api
