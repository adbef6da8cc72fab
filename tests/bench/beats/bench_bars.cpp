// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_bars [SONGS [FIRST]]: how well bars, phrases and sections are found in made songs, with the true beats
// given and with those the tracker finds. Prints a line per song, then means by style and over all.
#include "beats/analysis.h"
#include "beats/bars.h"
#include "beats/form.h"
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
    double given = 0;           ///< downbeat F with the true beats
    double beats = 0;           ///< beat F of the tracker
    double found = 0;           ///< downbeat F with the tracker's beats
    double phrases = 0;         ///< phrase F within a bar
    double sections = 0;        ///< section F within a bar
    double found_sections = 0;  ///< the same with the tracker's beats
    double labels = 0;          ///< share of the time with the right label
    double highlight = 0;       ///< 1 when it begins in a chorus or drop
    int count = 0;
    std::map<int, int> meters;  ///< found with the true beats
    void add(const Figures& other) {
        given += other.given, beats += other.beats, found += other.found;
        phrases += other.phrases, sections += other.sections, found_sections += other.found_sections, ++count;
        labels += other.labels, highlight += other.highlight;
        for (const auto& [meter, songs] : other.meters) meters[meter] += songs;
    }
};

/// Without the first, which is given.
Times begins(const std::vector<takt::Section>& sections) {
    Times times;
    for (std::size_t i = 1; i < sections.size(); ++i) times.push_back(takt::seconds(sections[i].range.begin));
    return times;
}

Times downbeats(const takt::BeatGrid& grid) {
    Times times;
    for (const takt::Beat& beat : grid.beats()) {
        if (beat.downbeat) times.push_back(takt::seconds(beat.time));
    }
    return times;
}

std::map<std::string, double> label_seconds;  // "truth as found"

std::string label_at(const std::vector<takt::band::Part>& parts, double time_s) {
    for (const takt::band::Part& part : parts) {
        if (time_s < part.end_s) return part.label;
    }
    return parts.back().label;
}

double label_share(const takt::band::Song& song, const takt::beats::Form& form) {
    double right = 0;
    double all = 0;
    for (const takt::Section& section : form.sections) {
        for (double time_s = takt::seconds(section.range.begin); time_s < takt::seconds(section.range.end);
             time_s += 0.5) {
            const std::string truth = label_at(song.sections, time_s);
            label_seconds[truth + " as " + section.label] += 0.5;
            right += truth == section.label ? 1 : 0;
            all += 1;
        }
    }
    return all > 0 ? right / all : 0;
}

double highlight_right(const takt::band::Song& song, const takt::beats::Form& form) {
    if (!form.highlight) return 0;
    const std::string label = label_at(song.sections, takt::seconds(form.highlight->begin) + 0.2);
    return label == "chorus" || label == "drop" ? 1 : 0;
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
    std::vector<double> bar_hops;
    for (const double downbeat : given) bar_hops.push_back(takt::beats::hop_at(downbeat));
    const takt::Us duration = takt::from_seconds(static_cast<double>(song.sound.size()) / takt::band::kRateHz);
    const takt::beats::Form form = takt::beats::find_form(curves, onsets, bar_hops, duration);
    const takt::BeatGrid grid = takt::beats::analyse_curves(std::move(curves), "made.wav").grid;
    Times beats;
    for (const takt::Beat& beat : grid.beats()) beats.push_back(takt::seconds(beat.time));
    Times sections = begins(form.sections);
    Times found_sections = begins({grid.sections().begin(), grid.sections().end()});
    Times true_sections;
    for (const takt::band::Part& part : song.sections) true_sections.push_back(part.begin_s);
    // The beginning of the song is given.
    true_sections.erase(true_sections.begin());
    const double bar_s =
        (song.sections.back().end_s - song.sections.front().begin_s) / static_cast<double>(song.downbeats_s().size());
    Times phrases;
    for (const takt::Us phrase : form.phrases) phrases.push_back(takt::seconds(phrase));
    Figures result;
    result.given = takt::bench::f_measure(song.downbeats_s(), given);
    result.beats = takt::bench::f_measure(song.beats_s, beats);
    result.found = takt::bench::f_measure(song.downbeats_s(), downbeats(grid));
    result.phrases = boundary_f(song.phrases_s, phrases, bar_s);
    result.sections = boundary_f(true_sections, sections, bar_s);
    result.found_sections = boundary_f(true_sections, found_sections, bar_s);
    result.meters[bars.meter] = 1;
    result.labels = label_share(song, form);
    result.highlight = highlight_right(song, form);
    fmt::print("{:34} downbeats {:.2f} given {:.2f} found, beats {:.2f} {:5.1f} BPM; meter {} of {}, {}; ", song.name,
               result.given, result.found, result.beats, grid.tempo().bpm, bars.meter, song.meter, grid.meter());
    fmt::print("phrases {:.2f} sections {:.2f}, {:.2f} labels {:.2f} highlight {}\n", result.phrases, result.sections,
               result.found_sections, result.labels, result.highlight);
    return result;
}

void print(const std::string& name, const Figures& sums) {
    const double n = std::max(1, sums.count);
    std::string meters;
    for (const auto& [meter, songs] : sums.meters) meters += fmt::format(" {}:{}", meter, songs);
    fmt::print("{:18} {:4} songs: downbeat F {:.3f} given {:.3f} found, beat F {:.3f}; ", name, sums.count,
               sums.given / n, sums.found / n, sums.beats / n);
    fmt::print("phrase F {:.3f}, section F {:.3f} given {:.3f} found, labels {:.3f}, highlight {:.3f}; meters{}\n",
               sums.phrases / n, sums.sections / n, sums.found_sections / n, sums.labels / n, sums.highlight / n,
               meters);
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
    for (const auto& [labels, sum_s] : label_seconds) fmt::print("{} {:.0f} s\n", labels, sum_s);
    return 0;
}
