// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/song_start.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

double mean_energy(const BeatGrid& grid, const TimeRange& range) {
    constexpr Us kStep{500'000};
    double sum = 0;
    int count = 0;
    for (Us time = range.begin; time < range.end; time += kStep, ++count) sum += grid.energy_at(time);
    return count == 0 ? 0 : sum / count;
}

/// The bar line at the begin of a section after which `length` of song has most energy; the song's begin unless another
/// is stronger.
Us strongest_begin(const BeatGrid& grid, Us length) {
    Us best{};
    double most = mean_energy(grid, {best, length});
    const std::vector<Us> bars = bar_lines(grid);
    for (const Section& section : grid.sections()) {
        const auto bar = std::lower_bound(bars.begin(), bars.end(), section.range.begin);
        if (bar == bars.end() || *bar + length > grid.duration()) continue;
        const double energy = mean_energy(grid, {*bar, *bar + length});
        if (energy > most + 1e-9) {
            most = energy;
            best = *bar;
        }
    }
    return best;
}

/// The highlight, or the first bar line of the strongest section.
Us chorus_begin(const BeatGrid& grid) {
    if (grid.highlight()) return grid.highlight()->begin;
    const auto sections = grid.sections();
    if (sections.empty()) return Us{0};
    const auto strongest = std::max_element(sections.begin(), sections.end(),
                                            [](const Section& a, const Section& b) { return a.energy < b.energy; });
    const std::vector<Us> bars = bar_lines(grid);
    const auto bar = std::lower_bound(bars.begin(), bars.end(), strongest->range.begin);
    return bar != bars.end() && *bar < strongest->range.end ? *bar : strongest->range.begin;
}

Us best_begin(const BeatGrid& grid, Us length) {
    if (length >= grid.duration()) return Us{0};
    return grid.highlight() ? grid.suggested_range(length).begin : strongest_begin(grid, length);
}

StartChoice chosen(Us in, const char* why) {
    const Ms whole = std::chrono::floor<Ms>(in);
    return {whole, whole > Ms{0} ? why : ""};
}

}  // namespace

std::vector<Us> bar_lines(const BeatGrid& grid) {
    std::vector<Us> lines;
    const auto beats = grid.beats();
    std::size_t last = 0;
    for (std::size_t i = 0; i < beats.size(); ++i) {
        if (!beats[i].downbeat) continue;
        lines.push_back(beats[i].time);
        last = i;
    }
    if (lines.empty() || beats.size() < 2) return lines;
    const auto in_last_bar = static_cast<int>(beats.size() - last);
    const Us next = beats.back().time + (beats.back().time - beats[beats.size() - 2].time);
    if (in_last_bar == grid.meter() && next <= grid.duration()) lines.push_back(next);
    return lines;
}

StartChoice song_start(const SongSource& song, const EditSettings& settings, std::optional<Ms> length) {
    const BeatGrid& grid = song.grid;
    switch (settings.song_start) {
        case SongStart::Beginning: break;
        case SongStart::Best:
            return length ? chosen(best_begin(grid, *length), "where it is strongest") : StartChoice{};
        case SongStart::Chorus: return chosen(chorus_begin(grid), "at its chorus");
        case SongStart::At:
            if (settings.song_at < Us{0} || settings.song_at >= grid.duration()) {
                throw Error(ErrorCode::EditUnclear,
                            fmt::format("song start: {} has no {:.2f} s, it is {:.2f} s long; start it earlier",
                                        song.name, seconds(settings.song_at), seconds(grid.duration())));
            }
            return chosen(settings.song_at, "as asked");
    }
    return {};
}

}  // namespace takt::edit
