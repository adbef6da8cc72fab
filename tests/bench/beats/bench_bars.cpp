// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_bars [SONGS [FIRST]]: how well bars, phrases and sections are found in made songs, with the true beats
// given and with those the tracker finds. Prints a line per song, then means by style and over all.
#include "beats/analysis.h"
#include "beats/bars.h"
#include "beats/listener.h"
#include "beats/onset_curve.h"
#include "metrics.h"
#include "support/made_band/song.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace {

using takt::bench::Times;

struct Figures {
    double given = 0;     ///< downbeat F with the true beats
    double beats = 0;     ///< beat F of the tracker
    double found = 0;     ///< downbeat F with the tracker's beats
    double phrases = 0;   ///< phrase F within a bar
    double sections = 0;  ///< section F within a bar
    int count = 0;
    std::map<int, int> meters;  ///< found with the true beats
    void add(const Figures& other) {
        given += other.given, beats += other.beats, found += other.found;
        phrases += other.phrases, sections += other.sections, ++count;
        for (const auto& [meter, songs] : other.meters) meters[meter] += songs;
    }
};

Times downbeats(const takt::BeatGrid& grid) {
    Times times;
    for (const takt::Beat& beat : grid.beats()) {
        if (beat.downbeat) times.push_back(takt::seconds(beat.time));
    }
    return times;
}

double boundary_f(Times truth, Times found, double bar_s) {
    if (truth.size() < 2 && found.size() < 2) return 1;
    return takt::bench::f_measure(truth, found, bar_s * 1.05);
}

Figures judged(const takt::band::Song& song) {
    takt::beats::Listener listener;
    listener.hear(song.sound);
    takt::beats::Curves curves = listener.finish();
    const std::vector<float> onsets = takt::beats::onset_curve(curves);
    std::vector<double> hops;
    for (const double beat : song.beats_s) hops.push_back(takt::beats::hop_at(beat));
    const takt::beats::Bars bars = takt::beats::find_bars(curves, onsets, hops);
    Times given;
    for (std::size_t i = 0; i < hops.size(); ++i) {
        if (bars.positions[i] == 0) given.push_back(song.beats_s[i]);
    }
    const takt::BeatGrid grid = takt::beats::analyse_curves(std::move(curves), "made.wav").grid;
    Times beats;
    for (const takt::Beat& beat : grid.beats()) beats.push_back(takt::seconds(beat.time));
    Times sections;
    for (const takt::Section& section : grid.sections()) sections.push_back(takt::seconds(section.range.begin));
    Times true_sections;
    for (const takt::band::Part& part : song.sections) true_sections.push_back(part.begin_s);
    // The beginning of the song is given.
    if (!sections.empty()) sections.erase(sections.begin());
    true_sections.erase(true_sections.begin());
    const double bar_s =
        (song.sections.back().end_s - song.sections.front().begin_s) / static_cast<double>(song.downbeats_s().size());
    Times phrases;
    Figures result;
    result.given = takt::bench::f_measure(song.downbeats_s(), given);
    result.beats = takt::bench::f_measure(song.beats_s, beats);
    result.found = takt::bench::f_measure(song.downbeats_s(), downbeats(grid));
    result.phrases = boundary_f(song.phrases_s, phrases, bar_s);
    result.sections = boundary_f(true_sections, sections, bar_s);
    result.meters[bars.meter] = 1;
    fmt::print(
        "{:36} downbeats {:.2f} given, {:.2f} found (beats {:.2f}, {:5.1f} BPM); meter {} of {}, {}; phrases {:.2f}, "
        "sections {:.2f}\n",
        song.name, result.given, result.found, result.beats, grid.tempo().bpm, bars.meter, song.meter, grid.meter(),
        result.phrases, result.sections);
    return result;
}

void print(const std::string& name, const Figures& sums) {
    const double n = std::max(1, sums.count);
    std::string meters;
    for (const auto& [meter, songs] : sums.meters) meters += fmt::format(" {}:{}", meter, songs);
    fmt::print(
        "{:20} {:4} songs  downbeat F {:.3f} given, {:.3f} found; beat F {:.3f}; phrase F {:.3f}, section F {:.3f}; "
        "meters{}\n",
        name, sums.count, sums.given / n, sums.found / n, sums.beats / n, sums.phrases / n, sums.sections / n, meters);
}

}  // namespace

int main(int argc, char** argv) {
    const int songs = argc > 1 ? std::atoi(argv[1]) : 60;
    const int first = argc > 2 ? std::atoi(argv[2]) : 0;
    std::map<std::string, Figures> styles;
    Figures all;
    for (int seed = first; seed < first + songs; ++seed) {
        const takt::band::Score score = takt::band::made_score(static_cast<std::uint32_t>(seed));
        const Figures figures = judged(takt::band::made_song(score));
        styles[takt::band::name_of(score.style)].add(figures);
        all.add(figures);
    }
    fmt::print("\n");
    for (const auto& [name, sums] : styles) print(name, sums);
    print("all", all);
    return 0;
}
