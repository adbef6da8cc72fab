// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, sessions, browser links, credits, and who may see what.
#include "service_fixture.h"

#include <gmock/gmock.h>

namespace takt::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

const std::string kToken(api::routes::kAnonymousToken);
const std::string kSession(api::routes::kSession);
const std::string kClaim(api::routes::kClaimToken);
const std::string kCredits(api::routes::kCredits);

class ServiceAccounts : public ServiceTest {};

TEST_F(ServiceAccounts, AreGivenATokenThatLivesSevenDays) {
    const auto reply = ask("POST", kToken, {}, {{"X-Client-Id", "me"}});
    const auto grant = api::token_grant_from_json(reply.body());
    EXPECT_THAT(grant.token, MatchesRegex("nmv_usr_[0-9a-f]{64}"));
    EXPECT_THAT(grant.user_id, StartsWith("anon_"));
    EXPECT_EQ(grant.expires_at, "2026-03-08T00:00:00Z");
    EXPECT_EQ(grant.credits, 100);
}

TEST_F(ServiceAccounts, AreRefusedWithoutAClientId) {
    for (const std::string& id : {std::string(), std::string("a b"), std::string(65, 'x'), std::string("a\n")}) {
        const auto reply = ask("POST", kToken, {}, {{"X-Client-Id", id}});
        EXPECT_EQ(reply.status(), 400) << id;
    }
    EXPECT_EQ(ask("POST", kToken).status(), 400);
}

TEST_F(ServiceAccounts, GetOneTokenPerClientInSevenDays) {
    const User user = new_user("me");
    EXPECT_EQ(ask("POST", kToken, {}, {{"X-Client-Id", "me"}}).status(), 429);
    EXPECT_EQ(ask("POST", kToken, {}, {{"X-Client-Id", "you"}}).status(), 200);
}

TEST_F(ServiceAccounts, FindTheirSessionsAgainWithTheTokenAfterTheNextExpiry) {
    User user = new_user("me");
    clock_.advance(std::chrono::hours{24 * 7});
    EXPECT_EQ(state(user).problem_kind(), Kind::Auth);
    const auto grant = api::token_grant_from_json(ask("POST", kToken, {}, {{"X-Client-Id", "me"}}).body());
    EXPECT_NE(grant.token, user.token);
    EXPECT_EQ(grant.user_id, user.id);
    user.token = grant.token;
    EXPECT_EQ(state(user).problem_kind(), std::nullopt);
}

TEST_F(ServiceAccounts, SurviveARestart) {
    const User user = new_user("me");
    restart();
    EXPECT_EQ(state(user).problem_kind(), std::nullopt);
    EXPECT_EQ(ask("POST", kToken, {}, {{"X-Client-Id", "me"}}).status(), 429);
}

TEST_F(ServiceAccounts, AreNotMintedBesideAnAccessToken) {
    options_.access_token = "nmv_usr_team";
    const auto reply = ask("POST", kToken, {}, {{"X-Client-Id", "me"}});
    EXPECT_EQ(reply.problem_kind(), Kind::Auth);
    EXPECT_THAT(reply.body(), HasSubstr("gives none out"));
}

TEST_F(ServiceAccounts, AcceptTheAccessTokenAndNoOther) {
    options_.access_token = "nmv_usr_team";
    EXPECT_EQ(ask("GET", kCredits, {}, bearing("nmv_usr_team")).problem_kind(), std::nullopt);
    EXPECT_EQ(ask("GET", kCredits, {}, bearing("nmv_usr_tea")).problem_kind(), Kind::Auth);
    EXPECT_EQ(ask("GET", kCredits, {}, bearing("nmv_usr_teams")).problem_kind(), Kind::Auth);
}

TEST_F(ServiceAccounts, AreRefusedBeforeTheBodyIsRead) {
    const server::RequestHead head{.method = "POST", .path = api::routes::upload("1234567890123456789")};
    const auto plan = service().plan_body(head);
    ASSERT_EQ(plan.kind, server::BodyPlan::Kind::Refuse);
    EXPECT_EQ(Answered{*plan.refusal}.problem_kind(), Kind::Auth);
}

TEST_F(ServiceAccounts, SayNothingOfTheTokenThatTheyRefuse) {
    EXPECT_THAT(ask("GET", kCredits, {}, bearing("nmv_usr_guess")).body(), Not(HasSubstr("guess")));
}

TEST_F(ServiceAccounts, AreAskedForOnlyInTheBearerScheme) {
    const User user = new_user();
    EXPECT_EQ(ask("GET", kCredits, {}, {{"Authorization", "bearer " + user.token}}).problem_kind(), std::nullopt);
    EXPECT_EQ(ask("GET", kCredits, {}, {{"Authorization", user.token}}).problem_kind(), Kind::Auth);
    EXPECT_EQ(ask("GET", kCredits, {}, {{"Authorization", "Basic " + user.token}}).problem_kind(), Kind::Auth);
}

TEST_F(ServiceAccounts, SeeAProblemWithItsOwnStatusWhenTheServerIsStrict) {
    options_.strict_statuses = true;
    EXPECT_EQ(ask("GET", kCredits).status(), 401);
}

TEST_F(ServiceAccounts, SeeAProblemOnAStatusOf200WhenTheServerIsLenient) {
    EXPECT_EQ(ask("GET", kCredits).status(), 200);
}

TEST_F(ServiceAccounts, HaveAHundredCreditsWhereNothingCosts) {
    const User user = new_user();
    const auto credits = api::credits_answer_from_json(get(user, kCredits).body());
    EXPECT_EQ(credits.available, 100);
    EXPECT_EQ(credits.frozen, 0);
}

TEST_F(ServiceAccounts, SeeTheBackendsCreditsWhereItCounts) {
    backend_.set_credits({.available = 7, .frozen = 2});
    const auto credits = api::credits_answer_from_json(get(new_user(), kCredits).body());
    EXPECT_EQ(credits.total(), 9);
}

class ServiceSessions : public ServiceTest {};

TEST_F(ServiceSessions, HaveAnIdOfNineteenDigits) {
    const User user = new_user();
    EXPECT_THAT(user.session, MatchesRegex("[1-9][0-9]{18}"));
    EXPECT_THAT(user.task, StartsWith("task_"));
}

TEST_F(ServiceSessions, KeepTheNameOfTheirTask) {
    const User user = new_user();
    const auto grant = api::session_grant_from_json(post(user, kSession, R"({"task_name":"夏"})").body());
    User other = user;
    other.session = grant.session_id;
    const auto now = api::state_answer_from_json(state(other).body());
    EXPECT_EQ(now.task_name, "夏");
    EXPECT_EQ(now.user_id, user.id);
    EXPECT_EQ(now.task_id, grant.task_id);
}

TEST_F(ServiceSessions, AreRefusedToEveryoneElse) {
    const User owner = new_user("owner");
    User other = new_user("other");
    other.session = owner.session;
    EXPECT_EQ(state(other).problem_kind(), Kind::NoSession);
    EXPECT_EQ(upload(other, {{"a.mp4", "x"}}).problem_kind(), Kind::NoSession);
    EXPECT_EQ(submit(other, "render_1").problem_kind(), Kind::NoSession);
    EXPECT_EQ(say(other, "edit").status(), 404);
    EXPECT_EQ(post(other, kClaim, api::claim_order_to_json({owner.task, owner.session})).problem_kind(),
              Kind::NoSession);
}

TEST_F(ServiceSessions, AreNotFoundByTheBackendsOwnName) {
    User user = new_user();
    journal_.put_session({"1234567890123456789", "local", "{}"});
    for (const char* id : {"1234567890123456789", "inner-1", "9999999999999999999"}) {
        user.session = id;
        EXPECT_EQ(state(user).problem_kind(), Kind::NoSession) << id;
    }
}

TEST_F(ServiceSessions, AreReachedByAnOldClientsUserIdToo) {
    const User user = new_user();
    EXPECT_EQ(get(user, "/api/state/nemo_agent/" + user.id + "/" + user.session + "/latest").problem_kind(),
              std::nullopt);
}

TEST_F(ServiceSessions, RefuseANameThatIsTooLong) {
    const User user = new_user();
    EXPECT_EQ(post(user, kSession, api::session_order_to_json({.task_name = std::string(201, 'x')})).status(), 400);
}

TEST_F(ServiceSessions, RefuseABodyThatIsNoJson) {
    EXPECT_EQ(post(new_user(), kSession, "{\"task_name\":").status(), 400);
}

TEST_F(ServiceSessions, HaveOneBrowserLinkThatCanBeUsedAgain) {
    const User user = new_user();
    const std::string order = api::claim_order_to_json({user.task, user.session});
    const auto first = api::claim_grant_from_json(post(user, kClaim, order).body());
    EXPECT_THAT(first.claim_token, StartsWith("clm_"));
    EXPECT_EQ(first.expires_in_s, 604'800);
    clock_.advance(Ms{60'000});
    restart();
    const auto second = api::claim_grant_from_json(post(user, kClaim, order).body());
    EXPECT_EQ(second.claim_token, first.claim_token);
    EXPECT_EQ(second.expires_in_s, 604'740);
}

TEST_F(ServiceSessions, GiveNoBrowserLinkForAnotherTask) {
    const User user = new_user();
    EXPECT_EQ(post(user, kClaim, api::claim_order_to_json({"task_other", user.session})).problem_kind(),
              Kind::NoSession);
}

class ServiceRoutes : public ServiceTest {};

TEST_F(ServiceRoutes, AnswerAnUnknownPathWith404) {
    EXPECT_EQ(ask("GET", "/nothing").status(), 404);
    EXPECT_EQ(ask("GET", "/nothing").bytes().content_type, "application/json");
}

TEST_F(ServiceRoutes, AnswerAWrongMethodWith405AndTheRightOne) {
    const auto reply = ask("GET", kToken);
    EXPECT_EQ(reply.status(), 405);
    ASSERT_EQ(reply.bytes().headers.size(), 1U);
    EXPECT_EQ(reply.bytes().headers[0].value, "POST");
    EXPECT_EQ(ask("DELETE", kCredits).bytes().headers.at(0).value, "GET, HEAD");
}

TEST_F(ServiceRoutes, RefuseABodyOfAnotherType) {
    const User user = new_user();
    auto headers = bearing(user.token);
    headers.push_back({"Content-Type", "text/plain"});
    EXPECT_EQ(ask("POST", kSession, "{}", headers).status(), 415);
    EXPECT_EQ(ask("POST", api::routes::upload(user.session), "x", headers).status(), 415);
    headers.back().value = "Application/JSON; charset=utf-8";
    EXPECT_EQ(ask("POST", kSession, "{}", headers).status(), 200);
}

TEST_F(ServiceRoutes, TakeLargeBodiesOnlyWhereTheyBelong) {
    const User user = new_user();
    const auto plan = [&](const std::string& path, const std::string& type) {
        auto headers = bearing(user.token);
        headers.push_back({"Content-Type", type});
        return service().plan_body({.method = "POST", .path = path, .query = {}, .headers = headers});
    };
    EXPECT_EQ(plan(kSession, "application/json").max_bytes, 1 << 20);
    EXPECT_EQ(plan(std::string(api::routes::kTurn), "application/json").max_bytes, 1 << 20);
    EXPECT_EQ(plan(std::string(api::routes::kRenderSubmit), "application/json").max_bytes, 4 << 20);
    EXPECT_EQ(plan(api::routes::upload(user.session), "application/json").max_bytes, 1 << 20);
    const auto files = plan(api::routes::upload(user.session), "multipart/form-data; boundary=x");
    EXPECT_EQ(files.kind, server::BodyPlan::Kind::Multipart);
    EXPECT_EQ(files.max_file_bytes, options_.max_file_bytes);
    EXPECT_EQ(files.max_bytes, 4 * options_.max_file_bytes + (1 << 20));
    EXPECT_EQ(std::filesystem::status(files.folder).permissions(), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace takt::test
