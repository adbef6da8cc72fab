// SPDX-License-Identifier: GPL-3.0-or-later
// The faults of answers have the effect that their sentence promises; those of a turn's stream have their own file.
#include "service_fixture.h"

#include <gmock/gmock.h>

#include <ostream>

namespace takt::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Phase = api::RenderAnswer::Phase;

const std::string kCredits(api::routes::kCredits);

class ServiceFaults : public ServiceTest {
protected:
    User finished_render(const std::string& on, const std::string& what) {
        start({{.on = on, .what = what}});
        const User user = new_user();
        submit(user, "render_1");
        backend_.set_phase("render_1", RenderStatus::Phase::Completed);
        return user;
    }
};

struct InsteadCase {
    const char* name;
    int status;
    const char* holds;
};
std::ostream& operator<<(std::ostream& out, const InsteadCase& instead) {
    return out << instead.name;
}
class InsteadFaults : public ServiceTest, public testing::WithParamInterface<InsteadCase> {};

TEST_P(InsteadFaults, AnswerOnceAndDoNothing) {
    start({{.on = "session", .what = GetParam().name, .first = 2}});
    const User user = new_user();
    const Answered reply = post(user, std::string(api::routes::kSession), "{}");
    EXPECT_EQ(reply.status(), GetParam().status);
    EXPECT_THAT(reply.body(), HasSubstr(GetParam().holds));
    EXPECT_EQ(post(user, std::string(api::routes::kSession), "{}").problem_kind(), std::nullopt);
}

const std::vector<InsteadCase> kInstead{
    {"unavailable_503", 503, "detail"},
    {"expired_token", 200, "\"code\":1001"},
    {"lost_session", 200, "\"code\":1002"},
    {"no_credits", 200, "\"code\":2001"},
    {"no_client_id", 400, "X-Client-Id"},
    {"rate_limited", 429, "429"},
    {"plan_402", 402, "402"},
    {"file_type_4001", 200, "\"code\":4001"},
    {"file_size_4002", 200, "\"code\":4002"},
    {"not_found_detail", 404, "\"detail\":\"Session"},
    {"not_found_error", 404, "\"error\""},
    {"not_found_envelope", 404, "\"code\":1002"},
    {"unprocessable", 422, "\"detail\":[{"},
    {"duplicate_id", 409, "\"success\":false"},
};
INSTANTIATE_TEST_SUITE_P(Each, InsteadFaults, testing::ValuesIn(kInstead),
                         [](const auto& each) { return std::string(each.param.name); });

TEST_F(ServiceFaults, SendABusinessCodeWithItsOwnStatus) {
    start({{.on = "credits", .what = "strict_status"}, {.on = "credits", .what = "expired_token"}});
    EXPECT_EQ(get(new_user(), kCredits).status(), 401);
}

TEST_F(ServiceFaults, NameTheTextOfAnErrorMsg) {
    start({{.on = "credits", .what = "msg_instead_of_message"}, {.on = "credits", .what = "expired_token"}});
    const Answered reply = get(new_user(), kCredits);
    EXPECT_THAT(reply.body(), HasSubstr("\"msg\":"));
    EXPECT_THAT(reply.body(), Not(HasSubstr("\"message\"")));
}

TEST_F(ServiceFaults, GiveTheLiveTokenAgain) {
    start({{.on = "token", .what = "live_token", .times = 0}});
    const User user = new_user("me");
    const Answered reply = ask("POST", std::string(api::routes::kAnonymousToken), {}, {{"X-Client-Id", "me"}});
    EXPECT_EQ(api::token_grant_from_json(reply.body()).token, user.token);
}

TEST_F(ServiceFaults, ChangeHowAnAnswerTravels) {
    start({{.on = "credits", .what = "delay_ms", .value = "70"},
           {.on = "credits", .what = "cut_before_head", .first = 2},
           {.on = "credits", .what = "cut_after_bytes", .first = 3, .value = "9"},
           {.on = "credits", .what = "split_bytes", .first = 4},
           {.on = "credits", .what = "split_bytes", .first = 5, .value = "3"},
           {.on = "credits", .what = "hold", .first = 6}});
    const User user = new_user();
    EXPECT_EQ(get(user, kCredits).answer.delivery.delay, Ms{70});
    EXPECT_TRUE(get(user, kCredits).answer.delivery.cut_before_head);
    EXPECT_EQ(get(user, kCredits).answer.delivery.cut_after_bytes, 9);
    EXPECT_EQ(get(user, kCredits).answer.delivery.write_size_bytes, 1);
    EXPECT_EQ(get(user, kCredits).answer.delivery.write_size_bytes, 3);
    EXPECT_GE(get(user, kCredits).answer.delivery.delay, Ms{3'600'000});
    const auto plain = get(user, kCredits).answer.delivery;
    EXPECT_EQ(plain.delay, Ms{});
    EXPECT_FALSE(plain.cut_before_head || plain.cut_after_bytes || plain.write_size_bytes);
}

TEST_F(ServiceFaults, SayThatAnUploadIsNotInTheStateYet) {
    start({{.on = "upload", .what = "not_applied"}});
    const auto answer = api::upload_answer_from_json(upload(new_user(), {{"a.mp4", "x"}}).body());
    EXPECT_FALSE(answer.session_state_applied);
    EXPECT_EQ(answer.files.size(), 1U);
}

TEST_F(ServiceFaults, ShowOddDrafts) {
    start({{.on = "state", .what = "draft_null"},
           {.on = "state", .what = "draft_empty", .first = 2},
           {.on = "state", .what = "draft_absent", .first = 3},
           {.on = "state", .what = "big_integers", .first = 4},
           {.on = "state", .what = "unknown_tracks", .first = 5}});
    const User user = new_user();
    told(user, "edit");
    EXPECT_THAT(state(user).body(), HasSubstr("\"draft\":null"));
    EXPECT_THAT(state(user).body(), HasSubstr("\"draft\":{}"));
    EXPECT_THAT(state(user).body(), Not(HasSubstr("\"draft\"")));
    EXPECT_THAT(draft(user), HasSubstr("5529798706024415233"));
    EXPECT_THAT(draft(user), HasSubstr("\"tt\":9"));
    EXPECT_THAT(draft(user), HasSubstr("0.10")) << "and then it is as ever";
}

TEST_F(ServiceFaults, AnswerAPollInTheOtherShape) {
    const User user = finished_render("poll", "shape_b");
    EXPECT_THAT(poll(user, "render_1").body(), HasSubstr("\"outputUrl\":\"http"));
    EXPECT_THAT(poll(user, "render_1").body(), HasSubstr("\"output\":{\"url\""));
}

TEST_F(ServiceFaults, NameNoAddressOfACompletedRender) {
    const User user = finished_render("poll", "no_url");
    const auto answer = polled(user, "render_1");
    EXPECT_EQ(answer.phase, Phase::Completed);
    EXPECT_EQ(answer.url, "");
}

TEST_F(ServiceFaults, SayOnceThatARenderFailed) {
    const User user = finished_render("poll", "render_failed");
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Failed);
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Completed);
}

TEST_F(ServiceFaults, LetARenderLookSlow) {
    const User user = finished_render("poll", "slow_render");
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Processing);
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Completed);
}

TEST_F(ServiceFaults, AnswerADownloadWithJson) {
    const User user = finished_render("download", "download_json");
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Completed);
    const Answered reply = get(user, api::routes::render_download("render_1"));
    EXPECT_THAT(api::render_answer_from_json(reply.body()).url, StartsWith("http://"));
    EXPECT_TRUE(get(user, api::routes::render_download("render_1")).is_file());
}

}  // namespace
}  // namespace takt::test
