// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/cut_times.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

const char* energy_word(double energy) {
    constexpr double kStrong = 0.66;
    constexpr double kQuiet = 0.33;
    return energy >= kStrong ? "strong" : energy >= kQuiet ? "medium" : "quiet";
}

std::string every(int n, const char* one, const char* many) {
    return n == 1 ? fmt::format("every {}", one) : fmt::format("every {} {}", n, many);
}

std::string reason_at(const BeatGrid& grid, Us time, int bar, const std::string& rhythm) {
    return fmt::format("bar {}, {} section: {}", bar + 1, energy_word(grid.energy_at(time)), rhythm);
}

std::vector<CutTime> by_energy(const BeatGrid& grid, Pace pace) {
    std::vector<CutTime> cuts;
    for (const CutHint& hint : grid.hints(pace)) {
        if (!grid.musical()) {
            cuts.push_back({hint.time, "no beat: equal cuts"});
            continue;
        }
        const int step = beats_per_shot(pace, grid.energy_at(hint.time), grid.meter());
        cuts.push_back({hint.time, reason_at(grid, hint.time, hint.bar, every(step, "beat", "beats"))});
    }
    return cuts;
}

/// Every n-th beat. Where n divides the bar, or is bars, the cuts keep to the bar lines, even if the tracker lost a
/// beat on the way.
std::vector<CutTime> by_beats(const BeatGrid& grid, int n) {
    const int meter = std::max(1, grid.meter());
    const std::string rhythm = every(n, "beat", "beats");
    std::vector<CutTime> cuts;
    int in_bar = n == 1 ? 0 : -1;
    int since = n;  // beats since the last cut
    for (const Beat& beat : grid.beats()) {
        if (beat.downbeat) {
            in_bar = 0;
        } else if (in_bar >= 0) {
            ++in_bar;
        }
        ++since;
        const bool by_bars = n % meter == 0;
        const bool aligned = meter % n == 0 ? in_bar >= 0 && in_bar % n == 0
                             : by_bars      ? beat.downbeat && beat.bar % (n / meter) == 0
                                            : in_bar >= 0 && since >= n;
        if (!aligned) continue;
        cuts.push_back({beat.time, reason_at(grid, beat.time, beat.bar, rhythm)});
        since = 0;
    }
    return cuts;
}

std::vector<CutTime> by_bars(const BeatGrid& grid, int n) {
    std::vector<CutTime> cuts;
    int bar = 0;
    for (const Beat& beat : grid.beats()) {
        if (!beat.downbeat || bar++ % n != 0) continue;
        cuts.push_back({beat.time, reason_at(grid, beat.time, beat.bar, every(n, "bar", "bars"))});
    }
    return cuts;
}

/// The bar line nearest to the begin of every n-th section.
std::vector<CutTime> by_sections(const BeatGrid& grid, int n) {
    std::vector<const Beat*> downbeats;
    for (const Beat& beat : grid.beats()) {
        if (beat.downbeat) downbeats.push_back(&beat);
    }
    std::vector<CutTime> cuts;
    if (downbeats.empty()) return cuts;
    const auto sections = grid.sections();
    for (std::size_t i = 0; i < sections.size(); i += static_cast<std::size_t>(n)) {
        const Us begin = sections[i].range.begin;
        const Beat* nearest = *std::min_element(downbeats.begin(), downbeats.end(), [&](const Beat* a, const Beat* b) {
            return std::chrono::abs(a->time - begin) < std::chrono::abs(b->time - begin);
        });
        cuts.push_back({nearest->time, reason_at(grid, begin, nearest->bar, every(n, "section", "sections"))});
    }
    return cuts;
}

Us usual_beat(const BeatGrid& grid) {
    std::vector<Us> gaps;
    for (std::size_t i = 1; i < grid.beats().size(); ++i) {
        gaps.push_back(grid.beats()[i].time - grid.beats()[i - 1].time);
    }
    if (gaps.empty()) return Us{0};
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

/// The least multiple of `n` beats that is no shorter than `min_shot`, however it falls on frames.
int beats_for(Us beat, int n, Ms min_shot, const OutputClock& clock) {
    constexpr int kMost = 64;
    int step = n;
    while (beat > Us{0} && step < kMost && clock.begin_of(clock.whole_frames(beat * step)) < min_shot) step += n;
    return step;
}

}  // namespace

Pace pace_of(const CutPlan& plan) {
    return static_cast<Pace>(std::clamp(plan.pace, 0, 2));
}

CutTimes cut_times(const BeatGrid& grid, const CutPlan& plan, Ms min_shot, const OutputClock& clock) {
    CutTimes times;
    const int n = std::max(1, plan.every);
    if (!grid.musical() || grid.beats().empty() || plan.unit == CutUnit::Auto) {
        times.cuts = by_energy(grid, pace_of(plan));
    } else if (plan.unit == CutUnit::Beat) {
        const Us beat = usual_beat(grid);
        const int step = beats_for(beat, n, min_shot, clock);
        if (step != n) {
            times.notes.push_back(fmt::format(
                "{} would give shots of {:.2f} s, the shortest allowed are {:.2f} s: cut every {} beats; ask for "
                "\"every {} beats\" or a shorter least shot",
                every(n, "beat", "beats"), seconds(beat * n), seconds(min_shot), step, step));
        }
        times.cuts = by_beats(grid, step);
    } else {
        times.cuts = plan.unit == CutUnit::Bar ? by_bars(grid, n) : by_sections(grid, n);
    }
    for (CutTime& cut : times.cuts) cut.time += plan.offset;
    std::erase_if(times.cuts, [](const CutTime& cut) { return cut.time <= Us{0}; });
    return times;
}

}  // namespace takt::edit
