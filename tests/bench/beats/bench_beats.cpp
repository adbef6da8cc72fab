// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_beats FOLDER: how well and how fast beats are found, over every item of FOLDER/manifest.json's audio and
// truth. Prints one line per item, then the means. CPU time covers decoding and all of the analysis.
#include "takt/beats.h"

#include "metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <vector>

namespace {

using takt::bench::Times;

struct Sums {
    int count = 0;
    int slow = 0;
    double f = 0;
    double f_slow = 0;
    double cmlt = 0;
    double amlt = 0;
    int acc1 = 0;
    int acc2 = 0;
};

double median_bpm(const Times& beats) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.size(); ++i) intervals.push_back(beats[i] - beats[i - 1]);
    if (intervals.empty()) return 0;
    std::nth_element(intervals.begin(), intervals.begin() + intervals.size() / 2, intervals.end());
    return 60 / intervals[intervals.size() / 2];
}

bool within_4_percent(double found, double truth) {
    return std::abs(found / truth - 1) <= 0.04;
}

void judge(const std::string& name, const takt::BeatGrid& grid, const Times& all_truth, Sums& sums) {
    Times all_found;
    for (const takt::Beat& beat : grid.beats()) all_found.push_back(takt::seconds(beat.time));
    const double bpm = grid.tempo().bpm;
    if (all_truth.empty()) {
        fmt::print("{:24} {} (confidence {:.2f})\n", name, grid.musical() ? "MUSICAL, wrongly" : "not musical",
                   grid.tempo().confidence);
        return;
    }
    const double true_bpm = median_bpm(all_truth);
    const Times truth = takt::bench::trimmed(all_truth);
    const Times found = takt::bench::trimmed(all_found);
    const double f = takt::bench::f_measure(truth, found);
    const takt::bench::Continuity continuity = takt::bench::continuity(truth, found);
    const bool acc1 = within_4_percent(bpm, true_bpm);
    bool acc2 = acc1;
    for (const double factor : {2.0, 3.0, 0.5, 1.0 / 3}) acc2 = acc2 || within_4_percent(bpm, true_bpm * factor);
    fmt::print("{:24} F {:.3f}  CMLt {:.3f}  AMLt {:.3f}  bpm {:5.1f} of {:5.1f}  confidence {:.2f}{}\n", name, f,
               continuity.cmlt, continuity.amlt, bpm, true_bpm, grid.tempo().confidence,
               grid.musical() ? "" : "  NOT MUSICAL, wrongly");
    ++sums.count;
    sums.f += f;
    sums.cmlt += continuity.cmlt;
    sums.amlt += continuity.amlt;
    sums.acc1 += acc1 ? 1 : 0;
    sums.acc2 += acc2 ? 1 : 0;
    if (true_bpm > 110) return;
    ++sums.slow;
    sums.f_slow += f;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: takt_bench_beats FOLDER (with audio/NAME.* and truth/NAME.beats)\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::vector<std::filesystem::path> songs;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "audio")) songs.push_back(entry.path());
    std::sort(songs.begin(), songs.end());
    Sums sums;
    double sound_s = 0;
    const std::clock_t begin = std::clock();
    for (const std::filesystem::path& song : songs) {
        const takt::BeatGrid grid = takt::analyse_beats(song);
        sound_s += takt::seconds(grid.duration());
        judge(song.stem().string(), grid, takt::bench::read_times(folder / "truth" / (song.stem().string() + ".beats")),
              sums);
    }
    const double cpu_ms = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const double n = std::max(1, sums.count);
    fmt::print(
        "\n{} with beats: F {:.3f}  F at <= 110 BPM {:.3f}  CMLt {:.3f}  AMLt {:.3f}  Acc1 {:.3f}  Acc2 {:.3f}\n",
        sums.count, sums.f / n, sums.f_slow / std::max(1, sums.slow), sums.cmlt / n, sums.amlt / n, sums.acc1 / n,
        sums.acc2 / n);
    fmt::print("{:.2f} ms of CPU per second of sound\n", cpu_ms / std::max(1.0, sound_s));
    return 0;
}
