// SPDX-License-Identifier: GPL-3.0-or-later
// What the server's frames look like, and that the reader understands each of them.
#include "api/turn_writer.h"

#include "api/json_reading.h"
#include "api/raw_json.h"
#include "api/turn_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TurnWriter writer() {
    return TurnWriter("e-1");
}

TEST(TurnWriter, WritesTheFieldsOfAnEvent) {
    const std::string frame = writer().text("Hi \"你\".\nBye");
    EXPECT_THAT(
        frame,
        StartsWith(R"({"content":{"parts":[{"text":"Hi \"你\".\nBye"}],"role":"model"},"invocationId":"e-1",)"
                   R"("author":"nemo_agent","actions":{"stateDelta":{},"artifactDelta":{},)"
                   R"("requestedAuthConfigs":{},"requestedToolConfirmations":{}},"id":"e0000001","timestamp":)"));
    const auto json = parse_json(frame);
    ASSERT_TRUE(json);
    EXPECT_TRUE(field(*json, {"timestamp"}).is_number_float());
    EXPECT_FALSE(json->contains("partial"));
}

TEST(TurnWriter, GivesEachEventAnIdOfItsOwn) {
    TurnWriter writer("e-1");
    std::set<std::string> ids;
    for (const std::string& frame : {writer.text("a"), writer.partial_text("b"), writer.tool_call("1", "c")}) {
        ids.insert(text_in(*parse_json(frame), {"id"}));
    }
    EXPECT_EQ(ids.size(), 3U);
}

TEST(TurnWriter, WritesWhatTheReaderReads) {
    TurnWriter w("e-1");
    EXPECT_EQ(story({w.thought("hm"), w.partial_text("Adding "), w.partial_text("it."), w.text("Adding it."),
                     w.tool_call("1", "cut"), w.tool_response("1", "cut", ""), w.text_and_call("More.", "2", "mix"),
                     w.tool_response("2", "mix", R"({"t":[]})"), w.tool_call("3", "title"),
                     w.tool_response("3", "title", "", "no clip"), w.error_event("X", "no")}),
              "- 'Adding ' 'it.' - <cut >cut '\nMore.' <mix >mix draft <title >title fail: no (X)");
}

TEST(TurnWriter, WritesFailureFramesThatTheReaderReads) {
    EXPECT_EQ(error_frame("bad \"é\""), R"({"error": "bad \"\u00e9\""})");
    EXPECT_EQ(story({error_frame("bad \"é\"")}), "fail: bad \"é\"");
    EXPECT_THAT(
        detailed_error_frame("ValueError", "no"),
        StartsWith(
            R"({"error":"ValueError: no","error_details":{"error_type":"ValueError","error_message":"no","timestamp":)"));
    EXPECT_EQ(story({detailed_error_frame("ValueError", "no")}), "fail: ValueError: no");
    EXPECT_EQ(unescaped_error_frame("bad \"x\""), R"({"error": "bad "x""})");
    EXPECT_EQ(story({unescaped_error_frame("bad \"x\" y")}), "fail: bad \"x\" y");
    EXPECT_EQ(typed_text_frame("Hi."), R"({"type":"text","content":"Hi."})");
    EXPECT_EQ(story({typed_text_frame("Hi.")}), "'Hi.'");
}

TEST(TurnWriter, PutsTheDraftInAsItIs) {
    const std::string draft = R"({"t":[{"n":5529798706024415232,"v":0.10000000000000000001}],"q":1e5})";
    const std::string frame = writer().tool_response("1", "cut", draft);
    const std::array<std::string_view, 3> path{"actions", "stateDelta", "draft"};
    EXPECT_EQ(raw_member(frame, path), draft);
}

TEST(TurnWriter, WritesEachFrameOnOneLine) {
    TurnWriter w("e-1");
    const std::string draft = "{\n  \"t\": [\r\n  ]\n}";
    for (const std::string& frame :
         {w.text("a\nb\r\nc"), w.tool_response("1\n", "cut\n", draft, ""), w.tool_response("1", "cut", "", "a\nb"),
          w.error_event("X\n", "a\nb"), error_frame("a\nb"), detailed_error_frame("a\n", "b\n"),
          typed_text_frame("a\nb")}) {
        EXPECT_THAT(frame, Not(HasSubstr("\n")));
        EXPECT_THAT(frame, Not(HasSubstr("\r")));
        EXPECT_TRUE(parse_json(frame)) << frame;
    }
}

TEST(TurnWriter, ReplacesBytesThatAreNoText) {
    EXPECT_EQ(story({writer().text("a\xFFz")}), "'a\uFFFDz'");
}

}  // namespace
}  // namespace takt::api
