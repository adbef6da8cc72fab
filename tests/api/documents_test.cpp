// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/documents.h"

#include "api/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(TokenGrant, IsReadFromTheContractsSample) {
    const TokenGrant grant = token_grant_from_json(
        R"({"code":0,"data":{"token":"nmv_usr_x","user_id":"anon_abc123","expires_at":"2026-03-18T00:00:00Z","credits":100}})");
    EXPECT_EQ(grant.token, "nmv_usr_x");
    EXPECT_EQ(grant.user_id, "anon_abc123");
    EXPECT_EQ(grant.expires_at, "2026-03-18T00:00:00Z");
    EXPECT_EQ(grant.credits, 100);
}

TEST(TokenGrant, IsReadAtTopLevelToo) {
    EXPECT_EQ(token_grant_from_json(R"({"token":"nmv_usr_x","credits":5})").token, "nmv_usr_x");
    EXPECT_EQ(token_grant_from_json(R"({"code":0,"data":{},"token":"nmv_usr_x"})").token, "nmv_usr_x");
}

TEST(TokenGrant, SurvivesTheRoundTrip) {
    const TokenGrant grant = token_grant_from_json(
        token_grant_to_json({.token = "t", .user_id = "anon_1", .expires_at = "2026-01-01T00:00:00Z", .credits = 7}));
    EXPECT_EQ(grant.token, "t");
    EXPECT_EQ(grant.user_id, "anon_1");
    EXPECT_EQ(grant.expires_at, "2026-01-01T00:00:00Z");
    EXPECT_EQ(grant.credits, 7);
}

TEST(TokenGrant, WithoutATokenIsNoAnswer) {
    const auto read = [](const char* body) {
        return failure(ErrorCode::Network, [&] { (void)token_grant_from_json(body); });
    };
    EXPECT_THAT(read(R"({"code":0,"data":{}})"), StartsWith("token: the service's answer has no token; "));
    EXPECT_THAT(read(R"({"data":{"token":null}})"), StartsWith("token: "));
    EXPECT_THAT(read(R"({"data":{"token":["x"]}})"), StartsWith("token: "));
    EXPECT_THAT(read("[]"), StartsWith("token: the service's answer is no JSON object; "));
    EXPECT_THAT(read("<html>"), StartsWith("token: the service's answer is no JSON object; "));
    EXPECT_THAT(read(""), StartsWith("token: "));
}

TEST(SessionOrder, IsWrittenAsTheContractSays) {
    EXPECT_EQ(session_order_to_json({.task_name = "project", .language = "zh-CN"}),
              R"({"task_name":"project","language":"zh-CN"})");
    EXPECT_EQ(session_order_to_json({}), R"({"task_name":"project"})");
}

TEST(SessionOrder, ReadsWhatIsThereAndDefaultsTheRest) {
    EXPECT_EQ(session_order_from_json(R"({"task_name":"holiday","language":"ja"})").language, "ja");
    EXPECT_EQ(session_order_from_json(R"({"task_name":"holiday"})").task_name, "holiday");
    EXPECT_EQ(session_order_from_json("").task_name, "project");
    EXPECT_EQ(session_order_from_json(R"({"task_name":[],"language":{}})").task_name, "project");
    EXPECT_THAT(failure(ErrorCode::Usage, [] { (void)session_order_from_json("nonsense"); }), StartsWith("session: "));
}

TEST(SessionGrant, KeepsTheNineteenDigitsOfAnId) {
    const char* quoted =
        R"({"code":0,"data":{"task_id":"task_x","session_id":"5529798706024415232","user_id":"anon_1"}})";
    EXPECT_EQ(session_grant_from_json(quoted).session_id, "5529798706024415232");
    EXPECT_EQ(session_grant_from_json(quoted).user_id, "anon_1");
    EXPECT_EQ(session_grant_from_json(R"({"data":{"session_id":5529798706024415232}})").session_id,
              "5529798706024415232");
}

TEST(SessionGrant, SurvivesTheRoundTrip) {
    const SessionGrant grant =
        session_grant_from_json(session_grant_to_json({.task_id = "t", .session_id = "s", .user_id = "anon_u"}));
    EXPECT_EQ(grant.task_id, "t");
    EXPECT_EQ(grant.session_id, "s");
    EXPECT_EQ(grant.user_id, "anon_u");
}

TEST(SessionGrant, WithoutASessionIdIsNoAnswer) {
    EXPECT_THAT(failure(ErrorCode::Network, [] { (void)session_grant_from_json(R"({"data":{"task_id":"t"}})"); }),
                StartsWith("session: the service's answer has no session_id; "));
}

TEST(Claim, SurvivesTheRoundTrip) {
    const ClaimOrder order = claim_order_from_json(claim_order_to_json({.task_id = "t", .session_id = "s"}));
    EXPECT_EQ(order.task_id, "t");
    EXPECT_EQ(order.session_id, "s");
    const ClaimGrant grant =
        claim_grant_from_json(claim_grant_to_json({.claim_token = "clm_x", .expires_in_s = 604800}));
    EXPECT_EQ(grant.claim_token, "clm_x");
    EXPECT_EQ(grant.expires_in_s, 604800);
}

TEST(Claim, NamesTheFieldThatIsMissing) {
    EXPECT_THAT(failure(ErrorCode::Network, [] { (void)claim_grant_from_json(R"({"code":0})"); }),
                HasSubstr("no claim_token; "));
    EXPECT_THAT(failure(ErrorCode::Usage, [] { (void)claim_order_from_json(R"({"task_id":"t"})"); }),
                StartsWith("session_id: "));
}

TEST(CreditsAnswer, IsReadFromTheContractsSample) {
    const CreditsAnswer answer =
        credits_answer_from_json(R"({"code":0,"data":{"available":25000,"frozen":40,"total":25040}})");
    EXPECT_EQ(answer.available, 25000);
    EXPECT_EQ(answer.frozen, 40);
    EXPECT_EQ(answer.total(), 25040);
    EXPECT_EQ(credits_answer_to_json(answer), R"({"code":0,"data":{"available":25000,"frozen":40,"total":25040}})");
}

TEST(CreditsAnswer, ShowsMissingNegativeAndAbsurdAmountsAsSane) {
    EXPECT_EQ(credits_answer_from_json(R"({"code":0})").available, 0);
    EXPECT_EQ(credits_answer_from_json(R"({"data":{"available":-5}})").available, 0);
    EXPECT_EQ(credits_answer_from_json(R"({"data":{"available":[1]}})").available, 0);
    EXPECT_EQ(credits_answer_from_json(R"({"data":{"available":250.0}})").available, 250);
    const CreditsAnswer huge =
        credits_answer_from_json(R"({"data":{"available":9223372036854775807,"frozen":9223372036854775807}})");
    EXPECT_GT(huge.total(), huge.available);
    EXPECT_LT(huge.total(), std::numeric_limits<std::int64_t>::max() / 2);
}

TEST(TurnOrder, IsWrittenExactlyAsDocumented) {
    EXPECT_EQ(
        turn_order_to_json({.session_id = "42", .text = "add \"music\" 音乐"}),
        R"({"app_name":"nemo_agent","user_id":"me","session_id":"42","new_message":{"parts":[{"text":"add \"music\" 音乐"}]}})");
}

TEST(TurnOrder, ReadsBothSpellingsAndUnknownFields) {
    const TurnOrder snake = turn_order_from_json(turn_order_to_json({.session_id = "42", .text = "hi"}));
    EXPECT_EQ(snake.session_id, "42");
    EXPECT_EQ(snake.text, "hi");
    const TurnOrder camel = turn_order_from_json(
        R"({"appName":"nemo_agent","userId":"me","sessionId":"42","newMessage":{"role":"user","parts":[{"inlineData":{}},{"text":"a"},{"text":"b"}]},"streaming":true})");
    EXPECT_EQ(camel.session_id, "42");
    EXPECT_EQ(camel.text, "ab");
}

TEST(TurnOrder, SaysWhichFieldMakesItNoTurn) {
    const auto read = [](const char* body) {
        return failure(ErrorCode::Usage, [&] { (void)turn_order_from_json(body); });
    };
    EXPECT_THAT(read("{"), StartsWith("turn: "));
    EXPECT_THAT(read(R"({"new_message":{"parts":[{"text":"x"}]}})"), StartsWith("session_id: "));
    EXPECT_THAT(read(R"({"session_id":"1"})"), StartsWith("new_message: "));
    EXPECT_THAT(read(R"({"session_id":"1","new_message":{"parts":[]}})"), StartsWith("new_message.parts: "));
    EXPECT_THAT(read(R"({"session_id":"1","new_message":{"parts":[{"text":7}]}})"),
                StartsWith("new_message.parts[0].text: "));
}

}  // namespace
}  // namespace takt::api
