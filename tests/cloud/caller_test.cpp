// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the contract's error table, and what is done about it (section 1.3).
#include "cloud/caller.h"

#include "cloud/service.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using Kind = api::Problem::Kind;
using test::Client;
using test::error_of;
using test::json_reply;
using test::kCreditsPath;
using test::kTokenPath;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(Reaction, RenewsOnceAndWaitsOnceAndElseGivesUp) {
    EXPECT_EQ(reaction_to(Kind::Auth, {}), Reaction::Renew);
    EXPECT_EQ(reaction_to(Kind::Auth, {.renewed = true}), Reaction::GiveUp);
    EXPECT_EQ(reaction_to(Kind::RateLimited, {.renewed = true}), Reaction::WaitAndRepeat);
    EXPECT_EQ(reaction_to(Kind::RateLimited, {.waited = true}), Reaction::GiveUp);
    for (const Kind kind : {Kind::NoSession, Kind::Credits, Kind::FileType, Kind::FileSize, Kind::NoClientId,
                            Kind::Plan, Kind::NotFound, Kind::Refused, Kind::Unavailable, Kind::Unreadable}) {
        EXPECT_EQ(reaction_to(kind, {}), Reaction::GiveUp);
    }
}

/// An answer, and what asking for the credits then comes to.
struct Row {
    int status;
    const char* body;
    ErrorCode code;
    std::size_t requests;  ///< how often the credits were asked for in all
    const char* says;
};

void PrintTo(const Row& row, std::ostream* out) {
    *out << row.status << ' ' << row.body;
}

class ErrorTable : public testing::TestWithParam<Row> {};

TEST_P(ErrorTable, IsObeyed) {
    const Row& row = GetParam();
    test::Machine machine;
    test::Service service;
    service.next(kCreditsPath, std::vector<test::Reply>(9, json_reply(row.status, row.body)));
    Client client(machine, service.url());
    const Error error = error_of([&] { client.backend.credits(); });
    EXPECT_EQ(error.code(), row.code) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(row.says));
    EXPECT_THAT(error.what(), Not(HasSubstr(test::kToken)));
    EXPECT_THAT(service.asked(kCreditsPath), SizeIs(row.requests));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ErrorTable,
    testing::Values(Row{200, R"({"code":1001,"message":"bad token"})", ErrorCode::Auth, 2, "bad token"},
                    Row{401, "{}", ErrorCode::Auth, 2, "token"},
                    Row{200, R"({"code":1010})", ErrorCode::Auth, 2, "token"},
                    Row{200, R"({"code":1002})", ErrorCode::NotFound, 1, "session"},
                    Row{200, R"({"code":2001})", ErrorCode::Credits, 1, "https://web.test/register?bind=anon_abc"},
                    Row{402, R"({"code":2001})", ErrorCode::Credits, 1, "credits"},
                    Row{402, R"({"code":402})", ErrorCode::Plan, 1, "--fallback local"},
                    Row{402, "", ErrorCode::Plan, 1, "plan"},
                    Row{200, R"({"code":4001})", ErrorCode::UnsupportedFormat, 1, "mp4"},
                    Row{200, R"({"code":4002})", ErrorCode::TooLarge, 1, "500 MB"},
                    Row{429, "{}", ErrorCode::RateLimited, 2, "wait"},
                    Row{418, R"({"msg":"teapot nmv_usr_first"})", ErrorCode::Usage, 1, "teapot"},
                    Row{503, "", ErrorCode::Network, 4, "not available"},
                    Row{200, "<html>", ErrorCode::Network, 1, "cannot be read"}),
    [](const testing::TestParamInfo<Row>& row) { return fmt::format("Row{}Status{}", row.index, row.param.status); });

class CallerTest : public testing::Test {
protected:
    test::Machine machine;
    test::Service service;
};

TEST_F(CallerTest, RenewsARefusedTokenWithTheSameClientId) {
    Client client(machine, service.url());
    service.next(kCreditsPath, 200, R"({"code":1001})");
    service.next(kTokenPath, {json_reply(200, test::token_answer(test::kToken)),
                              json_reply(200, test::token_answer("nmv_usr_second"))});
    EXPECT_EQ(client.backend.credits().available, 90);
    const auto asked = service.asked(kCreditsPath);
    ASSERT_THAT(asked, SizeIs(2));
    EXPECT_EQ(asked[0].header("authorization"), "Bearer nmv_usr_first");
    EXPECT_EQ(asked[1].header("authorization"), "Bearer nmv_usr_second");
    const auto minted = service.asked(kTokenPath);
    ASSERT_THAT(minted, SizeIs(2));
    EXPECT_EQ(minted[0].header("x-client-id"), minted[1].header("x-client-id"));
}

TEST_F(CallerTest, ReportsTheUsersOwnTokenInsteadOfReplacingIt) {
    Client client(machine, service.url(), "my-own-secret");
    service.next(kCreditsPath, 200, R"({"code":1001,"message":"my-own-secret is revoked"})");
    const Error error = error_of([&] { client.backend.credits(); });
    EXPECT_EQ(error.code(), ErrorCode::Auth);
    EXPECT_THAT(error.what(), HasSubstr("NEMO_TOKEN"));
    EXPECT_THAT(error.what(), Not(HasSubstr("my-own-secret")));
    EXPECT_THAT(service.all(), SizeIs(1));
}

TEST_F(CallerTest, WaitsHalfAMinuteForARateLimit) {
    Client client(machine, service.url());
    service.next(kCreditsPath, 429, "{}");
    EXPECT_EQ(client.backend.credits().available, 90);
    EXPECT_THAT(machine.clock.waits(), ElementsAre(Ms{30'000}));
    EXPECT_THAT(client.status, ElementsAre("connecting…", HasSubstr("30 s")));
}

TEST_F(CallerTest, TriesReadingAgainAfterABrokenConnection) {
    Client client(machine, service.url());
    service.next(kCreditsPath, {test::Reply{"", test::Reply::After::Reset}, json_reply(500, "{}")});
    EXPECT_EQ(client.backend.credits().available, 90);
    EXPECT_THAT(service.asked(kCreditsPath), SizeIs(3));
}

TEST_F(CallerTest, SaysThatNothingWasSentWhenNobodyListens) {
    std::string gone;
    {
        const test::Service closed;
        gone = closed.url();
    }
    Client client(machine, gone, "nmv_usr_mine");
    const Error error = error_of([&] { client.backend.credits(); });
    EXPECT_EQ(error.code(), ErrorCode::Network);
    EXPECT_THAT(error.what(), HasSubstr("nothing was sent"));
}

TEST_F(CallerTest, SaysOnceThatItConnects) {
    Client client(machine, service.url());
    client.backend.credits();
    client.backend.credits();
    EXPECT_THAT(client.status, ElementsAre("connecting…"));
}

TEST_F(CallerTest, NamesTheSkillOnEveryRequestAndTheTokenInNoAddress) {
    Client client(machine, service.url());
    const SessionId session = client.backend.open_session({});
    NoProgress quiet;
    client.backend.upload(session, machine.file("a.mp4", "film"), quiet, {});
    client.backend.state(session);
    client.backend.credits();
    client.backend.link(session);
    client.backend.submit_render({.id = "r1", .session = session, .draft_json = "{}", .options = {}});
    ASSERT_THAT(service.all(), SizeIs(7));
    for (const test::SeenRequest& request : service.all()) {
        EXPECT_EQ(request.header("x-skill-source"), "takt") << request.target;
        EXPECT_EQ(request.header("x-skill-version"), "0.1") << request.target;
        EXPECT_EQ(request.header("x-skill-platform"), "unknown") << request.target;
        EXPECT_THAT(request.target, Not(HasSubstr("nmv_")));
        EXPECT_THAT(request.body, Not(HasSubstr("nmv_")));
    }
}

TEST_F(CallerTest, NeedsNoTokenInASecondRun) {
    Client(machine, service.url()).backend.credits();
    Client(machine, service.url()).backend.credits();
    EXPECT_THAT(service.asked(kTokenPath), SizeIs(1));
    EXPECT_THAT(service.asked(kCreditsPath), SizeIs(2));
}

}  // namespace
}  // namespace takt::cloud
