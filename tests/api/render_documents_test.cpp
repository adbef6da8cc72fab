// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/render_documents.h"

#include "api/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Phase = RenderAnswer::Phase;

RenderAnswer read(const std::string& body) {
    return render_answer_from_json(body);
}

TEST(RenderOrder, CarriesTheDraftByteForByte) {
    const std::string draft = R"({ "t":[{"tt":0,"n":5529798706024415232,"v":0.10000000000000000001}], "q":1e5 })";
    const std::string body = render_order_to_json({.id = "render_1", .session_id = "s", .draft_json = draft});
    EXPECT_EQ(body, R"({"id":"render_1","sessionId":"s","draft":)" + draft +
                        R"(,"output":{"format":"mp4","quality":"high"}})");
    const RenderOrder order = render_order_from_json(body);
    EXPECT_EQ(order.id, "render_1");
    EXPECT_EQ(order.session_id, "s");
    EXPECT_EQ(order.draft_json, draft);
}

TEST(RenderOrder, DefaultsTheOutput) {
    const RenderOrder bare = render_order_from_json(R"({"id":"r","sessionId":"s","draft":{}})");
    EXPECT_EQ(bare.format, "mp4");
    EXPECT_EQ(bare.quality, "high");
    const RenderOrder low = render_order_from_json(
        R"({"id":"r","sessionId":"s","draft":{},"output":{"quality":"low","resolution":"1080p"}})");
    EXPECT_EQ(low.format, "mp4");
    EXPECT_EQ(low.quality, "low");
}

TEST(RenderOrder, NamesTheFieldThatIsWrong) {
    const auto refused = [](const char* body) {
        return failure(ErrorCode::Usage, [&] { (void)render_order_from_json(body); });
    };
    EXPECT_THAT(refused("x"), StartsWith("render: "));
    EXPECT_THAT(refused(R"({"sessionId":"s","draft":{}})"), StartsWith("id: "));
    EXPECT_THAT(refused(R"({"id":"r","draft":{}})"), StartsWith("sessionId: "));
    EXPECT_THAT(refused(R"({"id":"r","sessionId":"s"})"), StartsWith("draft: "));
    EXPECT_THAT(refused(R"({"id":"r","sessionId":"s","draft":"{}"})"), StartsWith("draft: "));
    EXPECT_THAT(refused(R"({"id":"r","sessionId":"s","draft":{},"output":[]})"), StartsWith("output: "));
    EXPECT_THAT(refused(R"({"id":"r","sessionId":"s","draft":{},"output":{"format":{}}})"),
                StartsWith("output.format: "));
}

TEST(RenderAnswer, IsReadInShapeA) {
    const RenderAnswer answer = read(
        R"({"taskId":"render_xxx","status":"completed","progress":100,"output":{"url":"https://c/o.mp4","duration":30.5,"size":15728640}})");
    EXPECT_EQ(answer.id, "render_xxx");
    EXPECT_EQ(answer.phase, Phase::Completed);
    EXPECT_EQ(answer.progress, 1);
    EXPECT_EQ(answer.url, "https://c/o.mp4");
    EXPECT_EQ(answer.duration_s, 30.5);
    EXPECT_EQ(answer.size_bytes, 15728640);
}

TEST(RenderAnswer, IsReadInShapeB) {
    const RenderAnswer answer = read(
        R"({"success":true,"data":{"id":"render_xxx","status":"completed","progress":100,"outputUrl":"https://c/r.mp4","createdAt":1773423613616}})");
    EXPECT_EQ(answer.id, "render_xxx");
    EXPECT_EQ(answer.phase, Phase::Completed);
    EXPECT_EQ(answer.url, "https://c/r.mp4");
}

TEST(RenderAnswer, LooksForTheAddressInTheContractsOrder) {
    EXPECT_EQ(
        read(R"({"status":"x","data":{"output":{"url":"1"},"outputUrl":"2"},"output":{"url":"3"},"outputUrl":"4"})")
            .url,
        "1");
    EXPECT_EQ(read(R"({"status":"x","data":{"outputUrl":"2"},"output":{"url":"3"},"outputUrl":"4"})").url, "2");
    EXPECT_EQ(read(R"({"status":"x","data":{},"output":{"url":"3"},"outputUrl":"4"})").url, "3");
    EXPECT_EQ(read(R"({"status":"x","data":{},"outputUrl":"4"})").url, "4");
    EXPECT_EQ(read(R"({"status":"completed"})").url, "");
}

TEST(RenderAnswer, PrefersTheStatusInsideData) {
    EXPECT_EQ(read(R"({"status":"pending","data":{"status":"completed"}})").phase, Phase::Completed);
    EXPECT_EQ(read(R"({"status":"failed","data":{}})").phase, Phase::Failed);
}

TEST(RenderAnswer, CountsAnUnknownStatusAsRunning) {
    EXPECT_EQ(read(R"({"status":"compositing"})").phase, Phase::Processing);
    EXPECT_EQ(read(R"({"status":"processing"})").phase, Phase::Processing);
    EXPECT_EQ(read(R"({"status":"Pending"})").phase, Phase::Pending);
}

TEST(RenderAnswer, KnowsBothSpellingsOfCancelled) {
    EXPECT_EQ(read(R"({"status":"cancelled"})").phase, Phase::Cancelled);
    EXPECT_EQ(read(R"({"success":true,"data":{"status":"canceled"}})").phase, Phase::Cancelled);
}

TEST(RenderAnswer, ReadsProgressAsPercentOrRatio) {
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":5})").progress, 0.05);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":1})").progress, 0.01);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":0.5})").progress, 0.5);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":62.5})").progress, 0.625);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":1e9})").progress, 1);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":-3})").progress, 0);
    EXPECT_DOUBLE_EQ(read(R"({"status":"x","progress":"50"})").progress, 0);
}

TEST(RenderAnswer, TakesTheErrorAsATextOrAnObject) {
    EXPECT_EQ(read(R"({"status":"failed","error":"no space"})").error, "no space");
    EXPECT_EQ(read(R"({"data":{"status":"failed","error":{"message":"no space","code":7}}})").error, "no space");
    EXPECT_EQ(read(R"({"data":{"status":"failed"},"error":"outer"})").error, "outer");
    EXPECT_EQ(read(R"({"status":"failed","message":"said so"})").error, "said so");
    EXPECT_EQ(read(R"({"status":"failed","msg":"said so"})").error, "said so");
    EXPECT_EQ(read(R"({"status":"failed"})").error, "");
}

TEST(RenderAnswer, TakesSuccessFalseAsAFailure) {
    const RenderAnswer refused = read(R"({"success":false,"error":"duplicate id"})");
    EXPECT_EQ(refused.phase, Phase::Failed);
    EXPECT_EQ(refused.error, "duplicate id");
    EXPECT_EQ(read(R"({"success":false,"data":{"status":"pending"}})").phase, Phase::Failed);
}

TEST(RenderAnswer, TakesSuccessAloneAsASubmitThatWorked) {
    EXPECT_EQ(read(R"({"success":true})").phase, Phase::Pending);
    EXPECT_EQ(read(R"({"code":0,"data":{"id":"r"}})").phase, Phase::Pending);
}

TEST(RenderAnswer, TakesAnAddressAloneAsADownload) {
    const RenderAnswer answer = read(R"({"output":{"url":"https://c/o.mp4"}})");
    EXPECT_EQ(answer.phase, Phase::Completed);
    EXPECT_EQ(answer.url, "https://c/o.mp4");
}

TEST(RenderAnswer, WithoutAnyStatusIsNoAnswer) {
    for (const char* body : {"{}", R"({"id":"r"})", R"({"data":{"status":7}})"}) {
        EXPECT_THAT(failure(ErrorCode::Network, [&] { (void)read(body); }), HasSubstr("has no status; ")) << body;
    }
    EXPECT_THAT(failure(ErrorCode::Network, [] { (void)read("<html>"); }), HasSubstr("no JSON object; "));
}

class RenderShapes : public testing::TestWithParam<RenderShape> {};

TEST_P(RenderShapes, SurviveTheRoundTrip) {
    const RenderAnswer done = read(render_answer_to_json({.id = "r",
                                                          .phase = Phase::Completed,
                                                          .progress = 1,
                                                          .url = "https://c/o",
                                                          .duration_s = 2.5,
                                                          .size_bytes = 99},
                                                         GetParam()));
    EXPECT_EQ(done.id, "r");
    EXPECT_EQ(done.phase, Phase::Completed);
    EXPECT_EQ(done.progress, 1);
    EXPECT_EQ(done.url, "https://c/o");
    EXPECT_EQ(done.duration_s, 2.5);
    EXPECT_EQ(done.size_bytes, 99);
    const RenderAnswer half = read(render_answer_to_json({.phase = Phase::Processing, .progress = 0.5}, GetParam()));
    EXPECT_EQ(half.phase, Phase::Processing);
    EXPECT_DOUBLE_EQ(half.progress, 0.5);
    const RenderAnswer failed =
        read(render_answer_to_json({.phase = Phase::Failed, .error = "no \"space\""}, GetParam()));
    EXPECT_EQ(failed.phase, Phase::Failed);
    EXPECT_EQ(failed.error, "no \"space\"");
    EXPECT_EQ(read(render_answer_to_json({.phase = Phase::Cancelled}, GetParam())).phase, Phase::Cancelled);
    EXPECT_EQ(read(render_answer_to_json({.phase = Phase::Pending}, GetParam())).phase, Phase::Pending);
}

INSTANTIATE_TEST_SUITE_P(Both, RenderShapes, testing::Values(RenderShape::A, RenderShape::B));

TEST(RenderAnswer, IsWrittenInTheNamesOfItsShape) {
    const RenderAnswer answer{.id = "r", .phase = Phase::Completed, .progress = 1, .url = "u"};
    EXPECT_EQ(render_answer_to_json(answer, RenderShape::A),
              R"({"taskId":"r","status":"completed","progress":100,"output":{"url":"u"}})");
    EXPECT_EQ(render_answer_to_json(answer, RenderShape::B),
              R"({"success":true,"data":{"id":"r","status":"completed","progress":100,"outputUrl":"u"}})");
}

}  // namespace
}  // namespace takt::api
