// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/cloud_backend.h"
#include "cloud/other_state.h"
#include "cloud/service.h"
#include "cloud/web_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using test::Client;
using test::envelope;
using test::error_of;
using test::kStatePath;
using testing::HasSubstr;
using testing::SizeIs;

const SessionId kSession{"s1"};

class Session : public testing::Test {
protected:
    SessionState state_of(const std::string& state) {
        service.next(kStatePath, 200, envelope(R"({"session_id":"s1","user_id":"anon_xyz","state":)" + state + "}"));
        return client.backend.state(kSession);
    }

    test::Machine machine;
    test::Service service;
    Client client{machine, service.url()};
};

TEST_F(Session, IsOpenedInTheUsersLanguage) {
    EXPECT_EQ(client.backend.open_session({}), kSession);
    const auto asked = service.asked(test::kSessionPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(api::session_order_from_json(asked[0].body).language, "de");
    EXPECT_EQ(asked[0].header("content-type"), "application/json");
}

TEST_F(Session, IsAskedForAgainOnceAtMost) {
    service.next(test::kSessionPath, std::vector<test::Reply>(5, test::json_reply(502, "{}")));
    EXPECT_EQ(error_of([&] { client.backend.open_session({}); }).code(), ErrorCode::Network);
    EXPECT_THAT(service.asked(test::kSessionPath), SizeIs(2));
}

TEST_F(Session, KeepsTheDraftByteForByte) {
    const std::string draft = R"({"t":[{"tt":0,"sg":[{"d":1000,"m":{"id":5529798706024415232}}]}],"x":0.10})";
    const SessionState state = state_of(R"({"draft":)" + draft + "}");
    EXPECT_EQ(state.draft_json, draft);
    ASSERT_TRUE(state.draft);
    EXPECT_TRUE(state.draft->renderable());
}

TEST_F(Session, OutlivesADraftThatIsBeyondUs) {
    const SessionState state = state_of(R"({"draft":{"t":"written by somebody else"}})");
    EXPECT_EQ(state.draft, Draft{});
    EXPECT_EQ(state.draft_json, R"({"t":"written by somebody else"})");
}

TEST_F(Session, HasNoDraftBeforeTheFirstEdit) {
    EXPECT_FALSE(state_of(R"({"draft":{}})").draft);
    EXPECT_FALSE(state_of(R"({"draft":null})").draft);
    EXPECT_FALSE(state_of("{}").draft);
}

TEST_F(Session, ListsItsFiles) {
    const SessionState state = state_of(
        R"({"video_infos":[{"filename":"a.mp4","file_type":"video","cdn_url":"https://c/a","duration":1.5,"width":4,)"
        R"("height":3,"hash":"h"},{"filename":"s.mp3","file_type":"audio","duration":-1}]})");
    ASSERT_THAT(state.assets, SizeIs(2));
    EXPECT_EQ(state.assets[0].address, "https://c/a");
    EXPECT_EQ(state.assets[0].hash, "h");
    EXPECT_EQ(state.assets[0].duration, Us{1'500'000});
    EXPECT_EQ(state.assets[0].display, (Size{4, 3}));
    EXPECT_EQ(state.assets[1].kind, MediaKind::Audio);
    EXPECT_EQ(state.assets[1].duration, Us{});
}

TEST_F(Session, ThatIsUnknownIsNotFound) {
    service.next(kStatePath, 200, R"({"code":1002})");
    EXPECT_EQ(error_of([&] { client.backend.state(kSession); }).code(), ErrorCode::NotFound);
}

TEST(OtherState, IsEqualForEqualValues) {
    EXPECT_EQ(other_state(R"([{"a":1,"b":2}])", R"({"w":1})"), other_state(R"([ {"b":2, "a":1} ])", R"({"w":1})"));
    EXPECT_NE(other_state("[1]", ""), other_state("", "[1]"));
    EXPECT_NE(other_state("[1]", ""), other_state("[2]", ""));
    EXPECT_EQ(other_state("", ""), "");
}

TEST_F(Session, ShowsMissingAndNegativeCreditsAsNone) {
    service.next(test::kCreditsPath, 200, envelope(R"({"available":-5})"));
    const Credits credits = client.backend.credits();
    EXPECT_EQ(credits.available, 0);
    EXPECT_EQ(credits.frozen, 0);
    EXPECT_FALSE(credits.unlimited);
}

TEST_F(Session, IsShownInABrowserByAClaimToken) {
    client.backend.open_session({});
    EXPECT_EQ(client.backend.link(kSession), "https://web.test/workspace/claim?ct=clm_x");
    EXPECT_THAT(service.asked(kStatePath), SizeIs(0));
    const auto order = api::claim_order_from_json(service.asked(test::kClaimPath).front().body);
    EXPECT_EQ(order.task_id, "task_1");
    EXPECT_EQ(order.session_id, "s1");
}

TEST_F(Session, OfAnEarlierRunAsksTheStateForItsTask) {
    EXPECT_EQ(client.backend.link(kSession), "https://web.test/workspace/claim?ct=clm_x");
    EXPECT_THAT(service.asked(kStatePath), SizeIs(1));
}

TEST_F(Session, WithoutATaskHasNoLink) {
    service.next(kStatePath, 200, envelope(R"({"session_id":"s1","state":{}})"));
    EXPECT_EQ(client.backend.link(kSession), std::nullopt);
}

TEST_F(Session, TellsWhereToRegister) {
    EXPECT_EQ(client.backend.registration_link(), std::nullopt);
    client.backend.open_session({});
    EXPECT_EQ(client.backend.registration_link(), "https://web.test/register?bind=anon_abc");
    state_of("{}");
    EXPECT_EQ(client.backend.registration_link(), "https://web.test/register?bind=anon_xyz");
}

TEST(WebLinks, EncodeWhatIsForeign) {
    EXPECT_EQ(claim_link("https://w.test/", "a b&c=%"), "https://w.test/workspace/claim?ct=a%20b%26c%3D%25");
    EXPECT_EQ(registration_link("https://w.test", "anon_1&x#"), "https://w.test/register?bind=anon_1%26x%23");
}

TEST(WebLinks, AreNotMadeOfTokensOrOtherUsers) {
    EXPECT_EQ(claim_link("https://w.test", "nmv_usr_x"), std::nullopt);
    EXPECT_EQ(claim_link("https://w.test", ""), std::nullopt);
    EXPECT_EQ(registration_link("https://w.test", "user_1"), std::nullopt);
}

TEST(CloudBackend, RefusesAnAddressThatIsNotSafe) {
    test::Machine machine;
    for (const char* url : {"http://mega.test", "ftp://127.0.0.1", "https://user:pw@mega.test", "mega.test"}) {
        const Error error = error_of([&] { Client(machine, url); });
        EXPECT_EQ(error.code(), ErrorCode::Usage) << url;
        EXPECT_THAT(error.what(), HasSubstr("NEMO_API_URL"));
    }
}

}  // namespace
}  // namespace takt::cloud
