// SPDX-License-Identifier: GPL-3.0-or-later
// A day of short turns against a running server, as fast as it answers: does it grow?
//
//     takt -C /tmp/served -q serve --listen 127.0.0.1:8787 & takt_bench_soak http://127.0.0.1:8787 $! 10000
//
// Prints the server's resident memory and open descriptors every twentieth of the way.
#include "base/clock.h"
#include "cloud/attribution.h"
#include "cloud/cloud_backend.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace takt;

constexpr int kSamples = 20;

long resident_kib(const std::string& process) {
    std::ifstream status("/proc/" + process + "/status");
    for (std::string word; status >> word;) {
        if (word != "VmRSS:") continue;
        long kib = 0;
        status >> kib;
        return kib;
    }
    return 0;
}

long descriptors(const std::string& process) {
    const std::filesystem::directory_iterator open("/proc/" + process + "/fd");
    return std::distance(begin(open), end(open));
}

/// A session with a second of footage and a song: a turn costs an edit, and hardly any decoding.
SessionId small_session(Backend& backend, const test::TempDir& folder) {
    NoProgress quiet;
    const SessionId session = backend.open_session({});
    test::make_clip(folder / "clip.mp4", {.frames = 60, .clicks_s = std::vector<double>{}});
    test::make_sound(folder / "song.wav", {.seconds = 4, .tempo_bpm = 120, .tone_level = 0.1});
    backend.upload(session, folder / "clip.mp4", quiet, {});
    backend.upload(session, folder / "song.wav", quiet, {});
    return session;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        fmt::print(stderr, "usage: takt_bench_soak URL PID TURNS\n");
        return 2;
    }
    const std::string url = words[1];
    const std::string process = words[2];
    const int turns = std::stoi(words[3]);
    const test::TempDir folder;
    SystemClock clock;
    const auto http =
        net::make_http_client({.user_agent = "takt-soak", .headers = cloud::headers_of({"takt", "0", "unknown"})});
    cloud::Credentials credentials(
        {.api_url = url, .client_id_file = folder / "client_id", .token_folder = folder / "tokens"}, *http, clock);
    cloud::CloudBackend backend({.api_url = url}, credentials, *http, clock);
    const SessionId session = small_session(backend, folder);
    int answered = 0;
    for (int turn = 0; turn < turns; ++turn) {
        if (turn % std::max(1, turns / kSamples) == 0) {
            fmt::print("turn {:6}: {:7} KiB resident, {} descriptors\n", turn, resident_kib(process),
                       descriptors(process));
        }
        backend.say(session, "create a music video with beat-synced visuals",
                    [&](const ChatEvent& event) {
                        const auto* ended = std::get_if<TurnEnded>(&event);
                        if (ended != nullptr && ended->how == TurnEnded::How::Answered) ++answered;
                    },
                    {});
    }
    fmt::print("turn {:6}: {:7} KiB resident, {} descriptors, {} answered\n", turns, resident_kib(process),
               descriptors(process), answered);
    return answered == turns ? 0 : 1;
}
