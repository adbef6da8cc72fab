// SPDX-License-Identifier: GPL-3.0-or-later
// The cloud hand-off as a user runs it: this program as the client, our own server before the local backend, real
// sockets and real media. Whatever kills the client, the next run ends with one of everything.
#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "e2e/program.h"
#include "support/make_media.h"
#include "support/served_backend.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <csignal>
#include <ostream>

namespace takt {
namespace {

using nlohmann::json;
using test::Ended;
using test::run_takt_in;
using test::ServedBackend;
using test::TempDir;
using testing::HasSubstr;
using testing::Not;
using Route = ServedBackend::Route;

/// A person's machine: a home of its own, and a project with a clip and a song.
class HandOff : public testing::Test {
protected:
    void SetUp() override {
        test::make_clip(folder_ / "private-name.mp4", {.frames = 90, .clicks_s = std::vector<double>{}});
        test::make_sound(folder_ / "song.wav", {.seconds = 3, .tempo_bpm = 120, .tone_level = 0.1});
        const Ended prepared = takt("", {"prep", folder_ / "private-name.mp4", folder_ / "song.wav"});
        ASSERT_EQ(prepared.exit_status, 0) << prepared.err;
    }
    Ended takt(const std::string& url, std::vector<std::string> words, const std::function<void(pid_t)>& on_start = {},
               const std::string& input = {}) {
        words.insert(words.begin(), {"-C", folder_ / "project"});
        return run_takt_in({.variables = {{"HOME", folder_ / "home"},
                                          {"XDG_CONFIG_HOME", folder_ / "home/config"},
                                          {"XDG_STATE_HOME", folder_ / "home/state"},
                                          {"NEMO_API_URL", url},
                                          {"NEMO_TOKEN", ""},
                                          {"NEMO_CLIENT_ID", ""}},
                            .input = input,
                            .on_start = on_start},
                           words);
    }
    Ended render(const std::string& url, const std::function<void(pid_t)>& on_start = {}) {
        return takt(url,
                    {"--backend", "cloud", "--json", "render", "--quality", "draft",
                     "create a music video with beat-synced visuals"},
                    on_start);
    }

    TempDir folder_;
};

void expect_one_of_everything(const ServedBackend& served) {
    EXPECT_EQ(served.requests(Route::AnonymousToken), 1);
    EXPECT_EQ(served.requests(Route::OpenSession), 1);
    EXPECT_EQ(served.requests(Route::Turn), 1);
    EXPECT_EQ(served.requests(Route::RenderSubmit), 1);
}

TEST_F(HandOff, MakesAVerifiedVideo) {
    const ServedBackend served(folder_ / "served");
    const Ended rendered = render(served.url());
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;
    const json result = json::parse(rendered.out);
    EXPECT_TRUE(result["verification"]["ok"]);
    const MediaInfo info = probe(result["file"].get<std::string>());
    EXPECT_EQ(info.video()->codec, "h264");
    EXPECT_EQ(std::min(info.video()->display.width, info.video()->display.height), 1080);
    expect_one_of_everything(served);
    EXPECT_EQ(served.requests(Route::Upload), 2);
}

TEST_F(HandOff, DoesNothingTwiceOnASecondRun) {
    const ServedBackend served(folder_ / "served");
    ASSERT_EQ(render(served.url()).exit_status, 0);
    const int polls = served.requests(Route::RenderPoll);
    const Ended again = render(served.url());
    EXPECT_EQ(again.exit_status, 0) << again.err;
    EXPECT_TRUE(json::parse(again.out)["reused"]);
    expect_one_of_everything(served);
    EXPECT_EQ(served.requests(Route::RenderPoll), polls);
}

/// The client is killed when the server sees this request: what the journal says then is what it said before sending.
struct Killed {
    std::string name;
    Route route;
    int nth;
    std::vector<server::Fault> faults = {};
    int sessions_asked = 1;
};

void PrintTo(const Killed& killed, std::ostream* out) {
    *out << killed.name;
}

class HandOffKilled : public HandOff, public testing::WithParamInterface<Killed> {};

TEST_P(HandOffKilled, EndsWithOneOfEverything) {
    std::atomic<pid_t> child = 0;
    std::atomic<bool> killed = false;
    const auto on_request = [&](Route route, int nth) {
        if (route == GetParam().route && nth == GetParam().nth && !killed.exchange(true)) ::kill(child, SIGKILL);
    };
    const ServedBackend served(folder_ / "served", GetParam().faults, on_request);
    const Ended first = render(served.url(), [&](pid_t born) { child = born; });
    ASSERT_EQ(first.signal, SIGKILL) << first.out << first.err;
    const Ended second = render(served.url());
    ASSERT_EQ(second.exit_status, 0) << second.err;
    EXPECT_TRUE(json::parse(second.out)["verification"]["ok"]);
    EXPECT_EQ(served.requests(Route::AnonymousToken), 1);
    EXPECT_EQ(served.requests(Route::OpenSession), GetParam().sessions_asked);
    EXPECT_EQ(served.requests(Route::Turn), 1);
    EXPECT_EQ(served.requests(Route::RenderSubmit), 1);
}

// After the token: the session is asked for, and not opened, before the kill; so it is asked for twice, and opened
// once. A kill between the service's opening of a session and our reading of the answer cannot be told from that.
INSTANTIATE_TEST_SUITE_P(
    AfterEachStep, HandOffKilled,
    testing::Values(Killed{"Token", Route::OpenSession, 1, {{"session", "unavailable_503", 1, 1, ""}}, 2},
                    Killed{"Session", Route::Upload, 1}, Killed{"FirstUpload", Route::Upload, 2},
                    Killed{"Upload", Route::Turn, 1}, Killed{"Say", Route::RenderSubmit, 1},
                    Killed{"Submit", Route::RenderPoll, 1},
                    Killed{"Poll", Route::RenderPoll, 2, {{"poll", "slow_render", 1, 2, ""}}},
                    Killed{"Download", Route::RenderDownload, 1}),
    [](const auto& killed) { return killed.param.name; });

TEST_F(HandOff, LeaksNoSecretAndNoPrivatePath) {
    const ServedBackend served(folder_ / "served");
    const Ended rendered = takt(served.url(), {"-v", "-v", "--backend", "cloud", "render", "--quality", "draft"});
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;
    const std::string client_id = read_file(folder_ / "home/config/nemovideo/client_id");
    std::string token;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "home")) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(entry.status().permissions() & std::filesystem::perms(0077), std::filesystem::perms::none)
            << entry.path();
        const std::string text = read_file(entry.path());
        if (const auto at = text.find("nmv_usr_"); at != std::string::npos) token = text.substr(at, 40);
    }
    ASSERT_FALSE(token.empty());
    ASSERT_GE(client_id.size(), 16U);
    std::vector<std::string> seen = {rendered.out, rendered.err};
    for (const std::string& target : served.targets()) seen.push_back(target);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "project")) {
        if (entry.is_regular_file() && entry.path().extension() != ".mp4") seen.push_back(read_file(entry.path()));
    }
    for (const std::string& text : seen) {
        EXPECT_THAT(text, Not(HasSubstr(token)));
        EXPECT_THAT(text, Not(HasSubstr(client_id.substr(0, 16))));
    }
    for (const std::string& target : served.targets()) {
        EXPECT_THAT(target, Not(HasSubstr(std::filesystem::path(folder_ / "").string())));
    }
}

TEST_F(HandOff, SaysWhatWouldLeaveWithoutSendingAnything) {
    const ServedBackend served(folder_ / "served");
    const Ended dry = takt(served.url(), {"--backend", "cloud", "-n", "render", "a beat-synced music video"});
    EXPECT_EQ(dry.exit_status, 0) << dry.err;
    EXPECT_THAT(dry.out, HasSubstr("leaves this machine"));
    EXPECT_THAT(dry.out, HasSubstr("private-name"));
    EXPECT_THAT(dry.out, HasSubstr("BPM"));
    EXPECT_TRUE(served.targets().empty());
}

TEST_F(HandOff, ChatsExportsAndShowsTheTimeline) {
    const ServedBackend served(folder_ / "served");
    const Ended chat = takt(served.url(), {"--backend", "cloud", "chat", "-"}, {},
                            "create a music video with beat-synced visuals\nstatus\n积分\n");
    ASSERT_EQ(chat.exit_status, 0) << chat.err;
    EXPECT_THAT(chat.out, HasSubstr("Timeline (2 tracks): 1. Video: "));
    EXPECT_THAT(chat.out, HasSubstr("credits available"));
    const Ended status = takt(served.url(), {"--backend", "cloud", "status", "--json"});
    EXPECT_EQ(json::parse(status.out)["schema"], "takt.status/1");
    EXPECT_THAT(json::parse(status.out)["link"].get<std::string>(), HasSubstr("/workspace/claim?ct=clm_"));
    const Ended exported = takt(served.url(), {"--backend", "cloud", "export", "--quality", "draft", "--json"});
    ASSERT_EQ(exported.exit_status, 0) << exported.err;
    EXPECT_TRUE(json::parse(exported.out)["verification"]["ok"]);
    expect_one_of_everything(served);
}

TEST_F(HandOff, RendersTheSameDraftHereWhenThePlanDoesNotAllowIt) {
    const ServedBackend served(folder_ / "served", {{.on = "submit", .what = "plan_402", .times = 0}});
    const Ended refused = render(served.url());
    EXPECT_EQ(refused.exit_status, 6);
    EXPECT_THAT(refused.err, HasSubstr("--fallback local"));
    const Ended rendered = takt(served.url(), {"--backend", "cloud", "--json", "render", "--quality", "draft",
                                               "--fallback", "local", "create a music video with beat-synced visuals"});
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;
    EXPECT_TRUE(json::parse(rendered.out)["verification"]["ok"]);
    EXPECT_EQ(served.requests(Route::Turn), 1);
}

}  // namespace
}  // namespace takt
