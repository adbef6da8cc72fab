// SPDX-License-Identifier: GPL-3.0-or-later
// Renders through the service: ordered once, watched without a client, fetched by their address, kept over a restart.
#include "service_fixture.h"

#include <gmock/gmock.h>

namespace takt::test {
namespace {

using BackendPhase = RenderStatus::Phase;
using Phase = api::RenderAnswer::Phase;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

class ServiceRenders : public ServiceTest {
protected:
    /// A finished render of this user.
    void render(const User& user, const std::string& id) {
        submit(user, id);
        backend_.set_phase(id, BackendPhase::Completed);
        EXPECT_EQ(polled(user, id).phase, Phase::Completed);
    }
    static std::string path_of(const std::string& url) {
        return url.substr(std::string("http://video.test:8080").size());
    }
};

TEST_F(ServiceRenders, ArePendingOnceTheyAreOrdered) {
    const User user = new_user();
    const auto answer = api::render_answer_from_json(submit(user, "render_1").body());
    EXPECT_EQ(answer.id, "render_1");
    EXPECT_EQ(answer.phase, Phase::Pending);
    EXPECT_TRUE(answer.url.empty());
}

TEST_F(ServiceRenders, GiveTheBackendTheDraftByteForByte) {
    const User user = new_user();
    const std::string odd = R"({"t":[{"tt":0,"sg":[{"d":5529798706024415233}]}],"x":0.10})";
    submit(user, "render_1", odd);
    ASSERT_EQ(backend_.submitted().size(), 1U);
    EXPECT_EQ(backend_.submitted()[0].draft_json, odd);
    EXPECT_EQ(backend_.submitted()[0].session, behind(1));
    EXPECT_EQ(backend_.submitted()[0].options.quality, Quality::High);
}

TEST_F(ServiceRenders, FailWhenTheDraftNamesAFileThatIsNotInTheSession) {
    const User user = new_user();
    submit(user, "render_1", R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"/etc/passwd"}}]}],"d":1000})");
    EXPECT_TRUE(backend_.submitted().empty());
    EXPECT_EQ(api::render_answer_from_json(poll(user, "render_1").body()).phase, api::RenderAnswer::Phase::Failed);
}

TEST_F(ServiceRenders, AreRefusedWithoutAttribution) {
    const User user = new_user();
    const std::string order = api::render_order_to_json({.id = "r", .session_id = user.session, .draft_json = kDraft});
    for (const char* missing : {"X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"}) {
        auto headers = bearing(user.token);
        for (auto& header : headers) {
            if (header.name == missing) header.value = " ";
        }
        const Answered reply = ask("POST", std::string(api::routes::kRenderSubmit), order, headers);
        EXPECT_EQ(reply.status(), 402) << missing;
        EXPECT_EQ(reply.problem_kind(), Kind::Plan) << missing;
    }
    EXPECT_TRUE(backend_.submitted().empty());
}

TEST_F(ServiceRenders, OfAnEmptyDraftAreRefused) {
    const User user = new_user();
    for (const char* draft_json : {"{}", R"({"t":[]})", R"({"t":[{"tt":0,"sg":[]}]})", R"({"t":{}})"}) {
        EXPECT_EQ(submit(user, "render_1", draft_json).status(), 400) << draft_json;
    }
    EXPECT_EQ(submit(user, "render_1").status(), 200) << "a refused id is not used up";
}

TEST_F(ServiceRenders, AreOrderedOnceByTheSameId) {
    const User user = new_user();
    submit(user, "render_1");
    const Answered reply = submit(user, "render_1");
    EXPECT_EQ(reply.status(), 409);
    EXPECT_THAT(reply.body(), HasSubstr("\"success\":false"));
    EXPECT_EQ(submit(new_user("other"), "render_1").status(), 409);
    EXPECT_EQ(backend_.submitted().size(), 1U);
}

TEST_F(ServiceRenders, AreRefusedAnIdThatIsNoFileName) {
    const User user = new_user();
    for (const char* id : {"../x", "a/b", ".hidden", "a b", "ä"}) EXPECT_EQ(submit(user, id).status(), 400) << id;
    EXPECT_EQ(submit(user, std::string(65, 'x')).status(), 400);
}

TEST_F(ServiceRenders, AreMp4Only) {
    const User user = new_user();
    const std::string order =
        api::render_order_to_json({.id = "r", .session_id = user.session, .draft_json = kDraft, .format = "gif"});
    EXPECT_EQ(post(user, std::string(api::routes::kRenderSubmit), order).status(), 400);
}

TEST_F(ServiceRenders, TellTheirProgress) {
    const User user = new_user();
    submit(user, "render_1");
    backend_.set_phase("render_1", BackendPhase::Processing);
    const auto answer = polled(user, "render_1");
    EXPECT_EQ(answer.phase, Phase::Processing);
    EXPECT_EQ(answer.progress, 0.5);
}

TEST_F(ServiceRenders, NameTheirFileWhenItIsInPlace) {
    const User user = new_user();
    render(user, "render_1");
    const Answered reply = poll(user, "render_1");
    const auto answer = api::render_answer_from_json(reply.body());
    EXPECT_THAT(reply.body(), HasSubstr("\"output\":{\"url\":"));
    EXPECT_THAT(answer.url, MatchesRegex("http://video.test:8080/renders/[0-9a-f]{32}/render_1.mp4"));
    EXPECT_EQ(answer.size_bytes, 17);
    EXPECT_EQ(answer.duration_s, 2.0);
    EXPECT_EQ(text_of_file(root() / "render" / "render_1.mp4"), "video of render_1");
}

TEST_F(ServiceRenders, AreFetchedByTheirAddressAlone) {
    const User user = new_user();
    render(user, "render_1");
    const std::string path = path_of(polled(user, "render_1").url);
    const Answered reply = ask("GET", path);
    ASSERT_TRUE(reply.is_file());
    EXPECT_EQ(text_of_file(reply.file().file), "video of render_1");
    EXPECT_EQ(reply.file().content_type, "video/mp4");
}

TEST_F(ServiceRenders, AreNotFetchedByAnotherAddress) {
    const User user = new_user();
    render(user, "render_1");
    render(user, "render_2");
    std::string path = path_of(polled(user, "render_1").url);
    EXPECT_EQ(ask("GET", path.replace(path.find("render_1"), 8, "render_2")).status(), 404);
    EXPECT_EQ(ask("GET", "/renders//render_1.mp4").status(), 404);
    EXPECT_EQ(ask("GET", "/renders/" + std::string(32, '0') + "/render_1.mp4").status(), 404);
}

TEST_F(ServiceRenders, AreDownloadedByIdWithTheToken) {
    const User user = new_user();
    render(user, "render_1");
    EXPECT_TRUE(get(user, api::routes::render_download("render_1")).is_file());
    EXPECT_EQ(ask("GET", api::routes::render_download("render_1")).problem_kind(), Kind::Auth);
    submit(user, "render_2");
    EXPECT_EQ(get(user, api::routes::render_download("render_2")).status(), 404);
}

TEST_F(ServiceRenders, AreSeenByTheirOwnerOnly) {
    const User user = new_user();
    render(user, "render_1");
    const User other = new_user("other");
    EXPECT_EQ(poll(other, "render_1").status(), 404);
    EXPECT_EQ(post(other, api::routes::render_cancel("render_1")).status(), 404);
    EXPECT_EQ(get(other, api::routes::render_download("render_1")).status(), 404);
    EXPECT_EQ(poll(user, "render_9").status(), 404);
}

TEST_F(ServiceRenders, AreCancelledOnRequest) {
    const User user = new_user();
    submit(user, "render_1");
    const auto answer = api::render_answer_from_json(post(user, api::routes::render_cancel("render_1")).body());
    EXPECT_EQ(answer.phase, Phase::Cancelled);
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Cancelled);
}

TEST_F(ServiceRenders, StayCompletedWhenTheyAreCancelledTooLate) {
    const User user = new_user();
    render(user, "render_1");
    post(user, api::routes::render_cancel("render_1"));
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Completed);
}

TEST_F(ServiceRenders, SayWhyTheyFailed) {
    const User user = new_user();
    submit(user, "render_1");
    backend_.set_phase("render_1", BackendPhase::Failed);
    const auto answer = polled(user, "render_1");
    EXPECT_EQ(answer.phase, Phase::Failed);
    EXPECT_THAT(answer.error, HasSubstr("clip: broke"));
    restart();
    EXPECT_THAT(polled(user, "render_1").error, HasSubstr("clip: broke"));
}

TEST_F(ServiceRenders, FailWhenTheBackendRefusesThem) {
    const User user = new_user();
    backend_.refuse_renders();
    submit(user, "render_1");
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Failed);
}

TEST_F(ServiceRenders, OfForeignFilesFailAfterARestartToo) {
    const User user = new_user();
    service_.reset();
    const std::string foreign = R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"/etc/passwd"}}]}],"d":1000})";
    journal_.put_render({.id = "render_1", .session = user.session, .draft_json = foreign});
    service();
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Failed);
    EXPECT_TRUE(backend_.submitted().empty());
}

TEST_F(ServiceRenders, FailWhenTheDraftLastsForHours) {
    const User user = new_user();
    submit(user, "render_1", R"({"t":[{"tt":7,"sg":[{"s":0,"d":1000}]}],"d":100000000})");
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Failed);
    EXPECT_TRUE(backend_.submitted().empty());
}

TEST_F(ServiceRenders, AreBroughtInWhileNobodyAsks) {
    const User user = new_user();
    submit(user, "render_1");
    backend_.set_phase("render_1", BackendPhase::Completed);
    backend_.wait_until_fetched(1);
    service_.reset();
    const auto row = journal_.render("render_1");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->phase, BackendPhase::Completed);
    EXPECT_EQ(text_of_file(*row->output), "video of render_1");
}

TEST_F(ServiceRenders, AreOrderedAgainAfterARestartThatForgotThem) {
    const User user = new_user();
    submit(user, "render_1");
    service_.reset();
    backend_.forget_renders();
    start();
    backend_.wait_until_submitted(2);
    EXPECT_EQ(backend_.submitted()[1].id, "render_1");
    EXPECT_EQ(backend_.submitted()[1].draft_json, kDraft);
    backend_.set_phase("render_1", BackendPhase::Completed);
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Completed);
}

TEST_F(ServiceRenders, AreNotOrderedAgainFromABackendThatKnowsThem) {
    const User user = new_user();
    submit(user, "render_1");
    restart();
    EXPECT_EQ(polled(user, "render_1").phase, Phase::Pending);
    EXPECT_EQ(backend_.submitted().size(), 1U);
}

TEST_F(ServiceRenders, KeepTheirAddressOverARestart) {
    const User user = new_user();
    render(user, "render_1");
    const std::string url = polled(user, "render_1").url;
    restart();
    EXPECT_EQ(polled(user, "render_1").url, url);
    EXPECT_TRUE(ask("GET", path_of(url)).is_file());
}

}  // namespace
}  // namespace takt::test
