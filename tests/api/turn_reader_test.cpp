// SPDX-License-Identifier: GPL-3.0-or-later
// Frames into what a person sees: keep-alives, both dialects, tools and the draft. Errors and the repeated texts have
// files of their own.
#include "api/turn_reader.h"

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

TEST(TurnReader, TakesEmptyDataForAKeepAlive) {
    EXPECT_EQ(read(""), ".");
    EXPECT_EQ(read(" "), ".");
}

TEST(TurnReader, TakesTheWordHeartbeatForAKeepAlive) {
    EXPECT_EQ(read("heartbeat"), ".");
    EXPECT_EQ(read("HeartBeat "), ".");
    EXPECT_EQ(read("heartbeat2"), "-");
}

TEST(TurnReader, TakesATypedHeartbeatForAKeepAlive) {
    EXPECT_EQ(read(R"({"type":"heartbeat"})"), ".");
    EXPECT_EQ(read(R"({"type":"Heartbeat","at":1})"), ".");
}

TEST(TurnReader, TakesTheEventsHeartbeatAndPingForKeepAlives) {
    EXPECT_EQ(read("", "heartbeat"), ".");
    EXPECT_EQ(read("{\"n\":1}", "ping"), ".");
    EXPECT_EQ(read("whatever", "PING"), ".");
}

TEST(TurnReader, ShowsTheTextOfAnEvent) {
    EXPECT_EQ(read(whole(R"(Hello!\nTell me \"标题\".)")), "'Hello!\nTell me \"标题\".'");
}

TEST(TurnReader, JoinsThePartsOfOneMessage) {
    EXPECT_EQ(read(R"({"content":{"parts":[{"text":"one"},{"text":" two"}],"role":"model"}})"), "'one two'");
}

TEST(TurnReader, NeverShowsThoughts) {
    EXPECT_EQ(read(R"({"content":{"parts":[{"text":"hm","thought":true}]}})"), "-");
    EXPECT_EQ(read(R"({"content":{"parts":[{"text":"hm","thought":true},{"text":"Yes.","thought":false}]}})"),
              "'Yes.'");
    TurnReader reader;
    (void)reader.read("", R"({"content":{"parts":[{"text":"hm","thought":true}]}})");
    EXPECT_FALSE(reader.something_happened());
}

TEST(TurnReader, DoesNotShowWhatTheUserSaid) {
    EXPECT_EQ(read(whole("add music", "user")), "-");
}

TEST(TurnReader, ShowsTextAndToolOfOneEvent) {
    EXPECT_EQ(read(R"({"content":{"parts":[{"text":"Adding it. "},{"functionCall":{"id":"1","name":"add_bgm"}}]}})"),
              "'Adding it. ' <add_bgm");
}

TEST(TurnReader, CountsACallOncePerId) {
    EXPECT_EQ(story({call("1", "a"), call("1", "a"), call("2", "a"), response("1", "a"), response("1", "a")}),
              "<a - <a >a -");
}

TEST(TurnReader, CountsACallWithoutAnIdInTheWholeMessageOnly) {
    const std::string part = R"("content":{"parts":[{"functionCall":{"name":"cut"}}]}})";
    EXPECT_EQ(story({R"({"partial":true,)" + part, "{" + part, "{" + part}), "- <cut <cut");
}

TEST(TurnReader, GoesOnAfterAToolThatFailed) {
    EXPECT_EQ(
        story({call("1", "cut"),
               R"({"content":{"parts":[{"functionResponse":{"id":"1","name":"cut","response":{"error":"no clip"}}}]}})",
               whole("There is no clip.")}),
        "<cut >cut 'There is no clip.'");
}

TEST(TurnReader, ReadsSnakeCaseToo) {
    EXPECT_EQ(
        story(
            {R"({"content":{"parts":[{"function_call":{"id":"1","name":"cut"}}]},"turn_complete":false})",
             R"({"content":{"parts":[{"function_response":{"id":"1","name":"cut","response":{}}}]},"actions":{"state_delta":{"draft":{"t":[]}}}})",
             R"({"error_code":"X","error_message":"no"})"}),
        "<cut >cut draft fail: no (X)");
}

TEST(TurnReader, ReportsADraftInTheStateDelta) {
    TurnReader reader;
    EXPECT_EQ(told(reader.read("", R"({"actions":{"stateDelta":{"other":1,"draft":null}}})")), "-");
    EXPECT_FALSE(reader.something_happened());
    EXPECT_EQ(told(reader.read("", R"({"actions":{"stateDelta":{"draft":{"t":[]}}}})")), "draft");
    EXPECT_TRUE(reader.something_happened());
}

TEST(TurnReader, ReportsMetadataAsSubstantiveButInvisible) {
    EXPECT_EQ(
        read(R"({"author":"nemo_agent","usageMetadata":{"totalTokenCount":5},"actions":{"artifactDelta":{"a":1}}})"),
        "-");
    EXPECT_EQ(read(R"({"content":{"parts":[]}})"), "-");
    EXPECT_EQ(read(R"({"content":{"parts":[{"inlineData":{}},{"executableCode":{}}]}})"), "-");
    EXPECT_EQ(read(R"({"turnComplete":true})"), "-");
    EXPECT_EQ(read("{}"), "-");
}

TEST(TurnReader, IgnoresDataThatIsNoJsonObject) {
    for (const char* data : {"[DONE]", "hello", "7", "null", "[1]", "\"text\"", "{\"content\":"}) {
        TurnReader reader;
        EXPECT_EQ(told(reader.read("", data)), "-") << data;
        EXPECT_FALSE(reader.broken()) << data;
    }
}

TEST(TurnReader, ReadsTypedFrames) {
    EXPECT_EQ(story({R"({"type":"text","content":"One."})", R"({"type":"tool_call","name":"cut","args":{}})",
                     R"({"type":"tool_result","name":"cut","result":{}})", R"({"type":"heartbeat"})",
                     R"({"type":"text","content":"Two."})", R"({"type":"done"})"}),
              "'One.' <cut >cut . '\nTwo.' -");
}

TEST(TurnReader, ReadsTypedErrors) {
    EXPECT_EQ(read(R"({"type":"error","message":"no credits"})"), "fail: no credits");
    EXPECT_EQ(read(R"({"type":"error","error":{"message":"no credits"}})"), "fail: no credits");
    EXPECT_EQ(read(R"({"type":"error"})"), "fail: the service reports an error without a text");
}

TEST(TurnReader, IsNotMisledByATypeBesideParts) {
    EXPECT_EQ(read(R"({"type":"text","content":{"parts":[{"text":"Hi."}]}})"), "'Hi.'");
}

TEST(TurnReader, CallsAStreamBrokenThatEndsInsideAnEvent) {
    TurnReader reader;
    EXPECT_EQ(told(reader.read("", R"({"content":{"parts":[{"text":"This is cut off"}])", true)), "-");
    EXPECT_TRUE(reader.broken());
    EXPECT_FALSE(reader.something_happened());
}

TEST(TurnReader, TakesAnUnterminatedEventThatIsComplete) {
    TurnReader reader;
    EXPECT_EQ(told(reader.read("", whole("Done."), true)), "'Done.'");
    EXPECT_FALSE(reader.broken());
    EXPECT_EQ(told(reader.read("", "", true)), ".");
    EXPECT_EQ(told(reader.read("", "heartbeat", true)), ".");
    EXPECT_FALSE(reader.broken());
}

TEST(TurnReader, TakesControlCharactersOutOfTexts) {
    EXPECT_EQ(read(whole(R"(a\u001b[2Jb\r\nc\td\u009b)")), "'a[2Jb\nc\td'");
    EXPECT_EQ(read(call("1", R"(cut\u0007\n)")), "<cut");
}

TEST(TurnReader, ReadsHalvesOfASurrogatePairInsteadOfLosingTheText) {
    EXPECT_EQ(read(delta(R"(ok \ud83d)")), "'ok \uFFFD'");
}

}  // namespace
}  // namespace takt::api
