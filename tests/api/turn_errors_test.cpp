// SPDX-License-Identifier: GPL-3.0-or-later
// The forms in which a turn reports that it failed (contract, section 6.6).
#include "api/turn_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api {
namespace {

std::string read(const std::string& data, const std::string& name = "") {
    TurnReader reader;
    return told(reader.read(name, data));
}

TEST(TurnErrors, AreReadFromAnErrorFrame) {
    EXPECT_EQ(read(R"({"error": "quota \"exceeded\"\nsecond line"})"), "fail: quota \"exceeded\" second line");
    EXPECT_EQ(read(R"({"error": "d\u00e9j\u00e0"})"), "fail: déjà");
}

TEST(TurnErrors, AreReadFromAnErrorFrameWithDetails) {
    EXPECT_EQ(
        read(
            R"({"error":"ValueError: no","error_details":{"error_type":"ValueError","error_message":"no","timestamp":1.5}})"),
        "fail: ValueError: no");
    EXPECT_EQ(read(R"({"error":{},"error_details":{"error_message":"only here"}})"), "fail: only here");
}

TEST(TurnErrors, AreReadFromAnUnescapedErrorFrame) {
    EXPECT_EQ(read(R"({"error": "bad "quoted" message"})"), "fail: bad \"quoted\" message");
    // Its second line has no field name, so that only the first one arrives.
    EXPECT_EQ(read(R"({"error": "bad "quoted" message)"), "fail: bad \"quoted\" message");
    EXPECT_EQ(read("{ \"error\":\"two\nlines\"}"), "fail: two lines");
    EXPECT_EQ(read(R"({"error")"), "fail: the service reports an error without a text");
}

TEST(TurnErrors, AreReadFromAnErrorEvent) {
    EXPECT_EQ(read(R"({"author":"a","errorCode":"UNKNOWN_ERROR","errorMessage":"model backend unreachable"})"),
              "fail: model backend unreachable (UNKNOWN_ERROR)");
    EXPECT_EQ(read(R"({"errorCode":"RESOURCE_EXHAUSTED"})"), "fail: RESOURCE_EXHAUSTED");
    EXPECT_EQ(read(R"({"errorMessage":"no"})"), "fail: no");
    EXPECT_EQ(read(R"({"errorCode":"MAX_TOKENS","errorMessage":"cut","content":{"parts":[{"text":"Half"}]}})"),
              "'Half' fail: cut (MAX_TOKENS)");
}

TEST(TurnErrors, DoNotIncludeAFinishReasonThatIsNone) {
    EXPECT_EQ(read(R"({"errorCode":"STOP"})"), "-");
    EXPECT_EQ(read(R"({"errorCode":null,"errorMessage":null})"), "-");
    EXPECT_EQ(read(R"({"error":null})"), "-");
}

TEST(TurnErrors, AreReadFromTheServicesEnvelope) {
    EXPECT_EQ(read(R"({"code":2001,"message":"out of credits","data":null})"), "fail: out of credits");
    EXPECT_EQ(read(R"({"code":0,"message":"ok"})"), "-");
}

TEST(TurnErrors, AreReadFromAnEventOfThatName) {
    EXPECT_EQ(read("gone", "error"), "fail: gone");
}

TEST(TurnErrors, LeaveWhatWasShownBeforeThem) {
    TurnReader reader;
    EXPECT_EQ(told(turn(reader, {whole("Starting the edit."), R"({"error":"quota"})"})),
              "'Starting the edit.' fail: quota");
    EXPECT_TRUE(reader.something_happened());
    TurnReader bare;
    EXPECT_EQ(told(turn(bare, {R"({"error":"quota"})"})), "fail: quota");
    EXPECT_FALSE(bare.something_happened());
}

TEST(TurnErrors, AreNotFollowedByTheApologyForThem) {
    EXPECT_EQ(story({R"({"error":"quota"})", whole("I encountered a temporary issue.")}), "fail: quota -");
}

TEST(TurnErrors, ThatAreCutOffBreakTheStreamToo) {
    TurnReader reader;
    EXPECT_EQ(told(reader.read("", R"({"error": "bad )", true)), "fail: bad");
    EXPECT_TRUE(reader.broken());
}

TEST(TurnErrors, ThatOnlyLackTheirBlankLineDoNotBreakTheStream) {
    for (const char* data : {R"({"error": "bad"})", R"({"error": "bad "quoted" message"})"}) {
        TurnReader reader;
        EXPECT_THAT(told(reader.read("", data, true)), testing::StartsWith("fail: bad"));
        EXPECT_FALSE(reader.broken()) << data;
    }
}

TEST(TurnErrors, ShowNoTokenAndNoControls) {
    EXPECT_EQ(read(R"({"error":"nmv_usr_abc \u001b[1m rejected"})"), "fail: nmv_usr_… [1m rejected");
}

}  // namespace
}  // namespace takt::api
