// SPDX-License-Identifier: GPL-3.0-or-later
// The whole order over HTTP while something goes wrong once, in every phase: it still ends in one session, one message,
// one render and one proven file. Real server, real sockets, real media; only time is a fake.
#include "base/atomic_file.h"
#include "beats/analysis.h"
#include "cloud/attribution.h"
#include "cloud/cloud_backend.h"
#include "flow/deliver.h"
#include "flow/prepare.h"
#include "flow/project_inputs.h"
#include "support/fake_clock.h"
#include "support/make_media.h"
#include "support/served_backend.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <thread>

namespace takt {
namespace {

using test::ServedBackend;
using test::TempDir;
using Route = ServedBackend::Route;

/// A clock on which waiting takes as long as the server needs to end the turns it has accepted, and no longer.
class PatientClock final : public test::FakeClock {
public:
    void wait(Ms duration, const std::stop_token& stop) override {
        while (server != nullptr && !server->journal().open_messages().empty()) std::this_thread::yield();
        FakeClock::wait(duration, stop);
    }
    const ServedBackend* server = nullptr;
};

struct Mishap {
    std::string name;
    server::Fault fault;
};

void PrintTo(const Mishap& mishap, std::ostream* out) {
    *out << mishap.name;
}

/// A small project, a server that misbehaves, and a client before it.
class BrokenConnection : public testing::TestWithParam<Mishap> {
protected:
    void SetUp() override {
        test::make_clip(folder_ / "clip.mp4", {.frames = 90, .clicks_s = std::vector<double>{}});
        test::make_sound(folder_ / "song.wav", {.seconds = 3, .tempo_bpm = 120, .tone_level = 0.1});
        NoProgress quiet;
        project_ = flow::prepare(
                       {.project = folder_ / "project", .files = {folder_ / "clip.mp4", folder_ / "song.wav"}}, quiet)
                       .project;
    }
    flow::Delivered deliver(const std::string& url) {
        const auto http =
            net::make_http_client({.user_agent = "takt-tests", .headers = cloud::headers_of({"takt", "0", "unknown"})});
        cloud::Credentials credentials(
            {.api_url = url, .client_id_file = folder_ / "client_id", .token_folder = folder_ / "tokens"}, *http,
            clock_);
        cloud::CloudBackend backend({.api_url = url}, credentials, *http, clock_);
        jobs::Journal journal(project_.root);
        const flow::Place place{.backend = backend,
                                .name = url,
                                .journal = journal,
                                .clock = clock_,
                                .keeps_session = true,
                                .patience = std::chrono::hours{24 * 365}};
        const std::string prompt = "create a music video with beat-synced visuals";
        NoProgress quiet;
        return flow::deliver(project_,
                             {.prompt = prompt,
                              .message = prompt,
                              .options = {.quality = Quality::Draft},
                              .files = flow::prepared_files(project_)},
                             place, [](const ChatEvent&) {}, quiet, {});
    }

    TempDir folder_;
    flow::Project project_;
    PatientClock clock_;
};

TEST_P(BrokenConnection, StillEndsInOneOfEverything) {
    const ServedBackend served(folder_ / "served", {GetParam().fault});
    clock_.server = &served;
    const flow::Delivered delivered = deliver(served.url());
    ASSERT_TRUE(delivered.file);
    EXPECT_TRUE(std::filesystem::exists(*delivered.file));
    EXPECT_TRUE(delivered.verification && delivered.verification->ok);
    EXPECT_EQ(served.journal().open_renders().size(), 0U);
    EXPECT_EQ(served.requests(Route::Turn), 1);
}

server::Fault cut(const std::string& route) {
    return {.on = route, .what = "cut_before_head"};
}

INSTANTIATE_TEST_SUITE_P(
    EveryPhase, BrokenConnection,
    testing::Values(Mishap{"Token", cut("token")}, Mishap{"Session", cut("session")}, Mishap{"Upload", cut("upload")},
                    Mishap{"Turn", {"turn", "reset_mid_frame"}}, Mishap{"State", cut("state")},
                    Mishap{"Submit", cut("submit")}, Mishap{"Poll", cut("poll")},
                    Mishap{"Download", {"download", "cut_after_bytes", 1, 1, "20000"}},
                    Mishap{"FailedRender", {"submit", "render_failed"}}, Mishap{"ShapeB", {"*", "shape_b", 1, 0}},
                    Mishap{"NoAddress", {"*", "no_url", 1, 0}}, Mishap{"SilentTurn", {"turn", "silent_changed"}}),
    [](const auto& mishap) { return mishap.param.name; });

}  // namespace
}  // namespace takt
