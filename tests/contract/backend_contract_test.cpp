// SPDX-License-Identifier: GPL-3.0-or-later
// What every Backend promises (takt/backend.h). Each backend runs the same sentences; a new one adds its factory below.
#include "takt/backend.h"
#include "takt/preparation.h"

#include "cloud/attribution.h"
#include "cloud/cloud_backend.h"
#include "jobs/journal.h"
#include "local/local_backend.h"
#include "support/make_media.h"
#include "support/served_backend.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace takt {
namespace {

using test::TempDir;
using testing::HasSubstr;
using Phase = RenderStatus::Phase;

/// A backend and the folder it works in.
struct Stage {
    virtual ~Stage() = default;
    virtual Backend& backend() = 0;
    TempDir folder;
};

struct LocalStage final : Stage {
    Backend& backend() override { return backend_; }
    jobs::Journal journal{folder / "project"};
    local::LocalBackend backend_{folder / "project", journal};
};

/// The cloud client, over HTTP on loopback, before our own server and the local backend.
struct ServedStage final : Stage {
    Backend& backend() override { return cloud; }
    test::ServedBackend served{folder / "served"};
    SystemClock clock;
    std::unique_ptr<net::HttpClient> http =
        net::make_http_client({.user_agent = "takt-tests", .headers = cloud::headers_of({"takt", "0", "unknown"})});
    cloud::Credentials credentials{
        {.api_url = served.url(), .client_id_file = folder / "client_id", .token_folder = folder / "tokens"},
        *http,
        clock};
    cloud::CloudBackend cloud{{.api_url = served.url()}, credentials, *http, clock};
};

using MakeStage = std::unique_ptr<Stage> (*)();

class BackendContract : public testing::TestWithParam<MakeStage> {
protected:
    std::filesystem::path clip(const std::string& name, int first_number = 0) {
        const auto path = stage_->folder / name;
        if (!std::filesystem::exists(path)) {
            test::make_clip(path, {.frames = 60, .first_number = first_number, .clicks_s = std::vector<double>{}});
        }
        return path;
    }
    std::filesystem::path song() {
        const auto path = stage_->folder / "song.wav";
        test::make_sound(path, {.seconds = 4, .tempo_bpm = 120, .tone_level = 0.1});
        return path;
    }
    Asset upload(const SessionId& session, const std::filesystem::path& file) {
        NoProgress quiet;
        return backend().upload(session, file, quiet, {});
    }
    std::string say(const SessionId& session, const std::string& text) {
        std::string said;
        bool ended = false;
        backend().say(session, text,
                      [&](const ChatEvent& event) {
                          EXPECT_FALSE(ended) << "an event after the turn ended";
                          if (const auto* delta = std::get_if<TextDelta>(&event)) said += delta->text;
                          ended = std::holds_alternative<TurnEnded>(event);
                      },
                      {});
        EXPECT_TRUE(ended);
        return said;
    }
    /// A session whose draft can be rendered quickly.
    SessionId edited() {
        const SessionId session = backend().open_session({.length = Ms{1000}});
        upload(session, clip("clip.mp4"));
        upload(session, song());
        say(session, "create a music video with beat-synced visuals");
        return session;
    }
    RenderRequest request(const std::string& id) {
        const SessionId session = edited();
        return {id, session, backend().state(session).draft_json, {.quality = Quality::Draft}};
    }
    RenderStatus wait_for(const std::string& id) {
        std::mutex mutex;
        std::condition_variable never;
        for (;;) {
            const RenderStatus status = backend().poll_render(id);
            if (status.phase != Phase::Pending && status.phase != Phase::Processing) return status;
            std::unique_lock lock(mutex);
            never.wait_for(lock, std::chrono::milliseconds(5));
        }
    }
    Backend& backend() { return stage_->backend(); }
    std::unique_ptr<Stage> stage_ = GetParam()();
};

TEST_P(BackendContract, KeepsWhatWasUploadedInOrder) {
    const SessionId session = backend().open_session({});
    upload(session, clip("b.mp4"));
    upload(session, clip("a.mp4", 100));
    const SessionState state = backend().state(session);
    ASSERT_EQ(state.assets.size(), 2U);
    EXPECT_EQ(state.assets[0].name, "b.mp4");
    EXPECT_EQ(state.assets[1].name, "a.mp4");
    EXPECT_FALSE(state.draft);
}

TEST_P(BackendContract, TakesTheSameContentOnlyOnce) {
    const SessionId session = backend().open_session({});
    const Asset first = upload(session, clip("a.mp4"));
    std::filesystem::copy_file(stage_->folder / "a.mp4", stage_->folder / "copy.mp4");
    EXPECT_EQ(upload(session, stage_->folder / "copy.mp4").address, first.address);
    EXPECT_EQ(backend().state(session).assets.size(), 1U);
}

TEST_P(BackendContract, KeepsSessionsApart) {
    const SessionId one = backend().open_session({});
    const SessionId other = backend().open_session({});
    EXPECT_NE(one.value, other.value);
    upload(one, clip("a.mp4"));
    EXPECT_TRUE(backend().state(other).assets.empty());
}

TEST_P(BackendContract, AnswersARequestWithADraftAndWords) {
    const SessionId session = backend().open_session({});
    upload(session, clip("clip.mp4"));
    upload(session, song());
    EXPECT_FALSE(say(session, "create a music video with beat-synced visuals").empty());
    const auto draft = backend().state(session).draft;
    ASSERT_TRUE(draft);
    EXPECT_TRUE(draft->renderable());
    EXPECT_TRUE(broken_invariants(*draft).empty());
}

TEST_P(BackendContract, LeavesTheDraftAloneWhenARequestIsUnclear) {
    const SessionId session = edited();
    const auto before = backend().state(session).draft;
    std::string said;
    try {  // here it is thrown, at a service it is said
        said = say(session, "paint my house blue");
    } catch (const Error& error) {
        said = error.what();
    }
    EXPECT_FALSE(said.empty());
    EXPECT_EQ(backend().state(session).draft, before);
}

TEST_P(BackendContract, RendersAndDeliversTheFileWhole) {
    const RenderRequest asked = request("one");
    backend().submit_render(asked);
    ASSERT_EQ(wait_for("one").phase, Phase::Completed);
    NoProgress quiet;
    const auto file = stage_->folder / "video.mp4";
    backend().fetch("one", file, quiet, {});
    EXPECT_NEAR(seconds(probe(file).duration), seconds(draft_from_json(asked.draft_json).duration), 0.05);
}

TEST_P(BackendContract, RefusesARenderIdASecondTime) {
    const RenderRequest asked = request("twice");
    backend().submit_render(asked);
    EXPECT_THROW(backend().submit_render(asked), Error);
    EXPECT_EQ(wait_for("twice").phase, Phase::Completed);
}

TEST_P(BackendContract, TellsWhyARenderFailed) {
    RenderRequest broken = request("broken");
    Draft draft = draft_from_json(broken.draft_json);
    draft.tracks.front().segments.front().source = "gone.mp4";
    broken.draft_json = draft_to_json(draft);
    backend().submit_render(broken);
    const RenderStatus status = wait_for("broken");
    EXPECT_EQ(status.phase, Phase::Failed);
    ASSERT_TRUE(status.failure);
    EXPECT_THAT(status.failure->what(), HasSubstr("gone.mp4"));
}

TEST_P(BackendContract, CancelsWhatRuns) {
    RenderRequest asked = request("stopped");
    backend().submit_render(asked);
    backend().cancel_render("stopped");
    const Phase phase = wait_for("stopped").phase;
    EXPECT_TRUE(phase == Phase::Cancelled || phase == Phase::Completed);
    backend().cancel_render("stopped");
    EXPECT_EQ(backend().poll_render("stopped").phase, phase);
}

TEST_P(BackendContract, DoesNotKnowWhatItWasNeverTold) {
    EXPECT_THROW((void)backend().state({"none"}), Error);
    EXPECT_THROW((void)backend().poll_render("none"), Error);
    NoProgress quiet;
    EXPECT_THROW(backend().fetch("none", stage_->folder / "x.mp4", quiet, {}), Error);
}

INSTANTIATE_TEST_SUITE_P(Backends, BackendContract,
                         testing::Values(
                             +[]() -> std::unique_ptr<Stage> { return std::make_unique<LocalStage>(); },
                             +[]() -> std::unique_ptr<Stage> { return std::make_unique<ServedStage>(); }),
                         [](const auto& made) { return made.index == 0 ? "Local" : "CloudOverServer"; });

}  // namespace
}  // namespace takt
