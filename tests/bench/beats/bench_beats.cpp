// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_beats FOLDER: how well and how fast beats are found over every item of FOLDER, beside aubio's own tracker
// in the same run: one line per item, then tables in Markdown. CPU time covers decoding and all of the analysis.
// takt_bench_beats --song FILE [--takt PROGRAM] [--rounds N]: from start to JSON, beside the program aubiotrack.
#include "takt/beats.h"

#include "aubio_tracker.h"
#include "scores.h"
#include "song_race.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace {

using namespace takt::bench;

double cpu_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// One of the two that are compared.
struct Contestant {
    std::vector<Score> scores;
    double cpu_s = 0;
};

struct Run {
    Contestant takt;
    Contestant aubio;
    std::vector<Claim> claims;
    double sound_s = 0;
};

Answer ask_takt(const std::filesystem::path& song, Run& run) {
    const double begin = cpu_s();
    const takt::BeatGrid grid = takt::analyse_beats(song);
    run.takt.cpu_s += cpu_s() - begin;
    run.sound_s += takt::seconds(grid.duration());
    Answer answer{{}, grid.tempo().bpm, grid.tempo().confidence};
    for (const takt::Beat& beat : grid.beats()) answer.beats.push_back(takt::seconds(beat.time));
    return answer;
}

Answer ask_aubio(const std::filesystem::path& song, Run& run) {
    const double begin = cpu_s();
    Times beats = aubio_beats(song).beats;
    run.aubio.cpu_s += cpu_s() - begin;
    const double bpm = median_bpm(beats);
    return {std::move(beats), bpm, 0};
}

void compare(const std::filesystem::path& song, const Times& truth, Run& run) {
    const Answer ours = ask_takt(song, run);
    const Answer theirs = ask_aubio(song, run);
    const std::string name = song.stem().string();
    if (truth.size() < 2) {
        run.claims.push_back({ours.confidence, 0});
        fmt::print("{:24} {} (confidence {:.2f}); aubio finds {} beats\n", name,
                   ours.beats.empty() ? "not musical" : "MUSICAL, wrongly", ours.confidence, theirs.beats.size());
        return;
    }
    const Score our = score(truth, ours);
    const Score their = score(truth, theirs);
    fmt::print(
        "{:24} F {:.3f}  CMLt {:.3f}  AMLt {:.3f}  bpm {:5.1f} of {:5.1f}  confidence {:.2f}  {:8}  aubio F {:.3f}\n",
        name, our.f, our.continuity.cmlt, our.continuity.amlt, ours.bpm, our.true_bpm, ours.confidence, word(our.error),
        their.f);
    run.takt.scores.push_back(our);
    run.aubio.scores.push_back(their);
    run.claims.push_back({ours.confidence, our.f});
}

void print_summary(const Run& run) {
    const double per_second = 1000 / std::max(1.0, run.sound_s);
    fmt::print("\n{} recordings with beats, {} without.\n\n", run.takt.scores.size(),
               run.claims.size() - run.takt.scores.size());
    fmt::print("{}{}{}", table_head(), table_row("takt", means(run.takt.scores), per_second * run.takt.cpu_s),
               table_row("aubio's tracker", means(run.aubio.scores), per_second * run.aubio.cpu_s));
    fmt::print("\nWhere the error sits: {}.\naubio's: {}.\n\n", error_summary(run.takt.scores),
               error_summary(run.aubio.scores));
    fmt::print("{}", calibration_table(calibration(run.claims)));
}

int run_folder(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> songs;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "audio")) songs.push_back(entry.path());
    std::sort(songs.begin(), songs.end());
    Run run;
    for (const std::filesystem::path& song : songs) {
        compare(song, read_times(folder / "truth" / (song.stem().string() + ".beats")), run);
    }
    print_summary(run);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    if (words.size() == 1 && !words[0].starts_with("-")) return run_folder(words[0]);
    Race race{{}, TAKT_PROGRAM};
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (words[i] == "--song") race.song = words[i + 1];
        if (words[i] == "--takt") race.takt = words[i + 1];
        if (words[i] == "--rounds") race.rounds = std::max(1, std::atoi(words[i + 1].data()));
    }
    if (!race.song.empty()) return run_race(race);
    fmt::print(stderr,
               "usage: takt_bench_beats FOLDER (with audio/NAME.* and truth/NAME.beats)\n"
               "       takt_bench_beats --song FILE [--takt PROGRAM] [--rounds N]\n");
    return 2;
}
