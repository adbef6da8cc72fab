// SPDX-License-Identifier: GPL-3.0-or-later
// BeatGrid answers questions about time; it lives here, below `beats`, because planners ask them without any sound.
#include "takt/beats.h"
#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt {
namespace {

std::vector<CutHint> equal_hints(Us duration, Us step) {
    std::vector<CutHint> hints;
    for (Us time = step; time < duration; time += step) hints.push_back({.time = time, .strength = 0, .bar = -1});
    return hints;
}

/// Decides beat by beat. A cut falls on a beat that divides the bar evenly, and on the first bar line of each section.
class HintWalk {
public:
    HintWalk(const BeatGrid& grid, Pace pace) : grid_(grid), pace_(pace) {}

    std::vector<CutHint> hints() {
        for (std::size_t at = 0; at < grid_.beats().size(); ++at) {
            const Beat& beat = grid_.beats()[at];
            in_bar_ = beat.downbeat ? 0 : in_bar_ + 1;
            ++since_cut_;
            if (cuts_at(beat)) {
                hints_.push_back({beat.time, beat.strength, beat.bar, at});
                since_cut_ = 0;
            }
        }
        return std::move(hints_);
    }

private:
    bool cuts_at(const Beat& beat) {
        if (beat.downbeat && enters_section(beat.time)) return true;
        const int step = beats_per_shot(pace_, grid_.energy_at(beat.time), grid_.meter());
        const bool aligned = in_bar_ % std::min(step, std::max(1, grid_.meter())) == 0;
        // More than half a step is enough on an aligned beat: trackers drop or add a beat, the bar line is still right.
        return aligned && (hints_.empty() || 2 * since_cut_ > step);
    }

    bool enters_section(Us time) {
        const auto sections = grid_.sections();
        const std::size_t before = section_;
        while (section_ + 1 < sections.size() && sections[section_ + 1].range.begin <= time) ++section_;
        return section_ != before;
    }

    const BeatGrid& grid_;
    Pace pace_;
    std::vector<CutHint> hints_;
    std::size_t section_ = 0;
    int in_bar_ = -1;
    int since_cut_ = 0;
};

/// The last of `times` within (after, until].
std::optional<Us> last_within(std::span<const Us> times, Us after, Us until) {
    const auto next = std::upper_bound(times.begin(), times.end(), until);
    if (next == times.begin() || *(next - 1) <= after) return std::nullopt;
    return *(next - 1);
}

}  // namespace

Us equal_step(Pace pace) {
    switch (pace) {
        case Pace::Calm: return Us{4'000'000};
        case Pace::Normal: return Us{2'000'000};
        case Pace::Fast: break;
    }
    return Us{1'000'000};
}

int beats_per_shot(Pace pace, double energy, int meter) {
    constexpr double kLoud = 0.66;
    constexpr double kQuiet = 0.33;
    const int level = energy >= kLoud ? 0 : energy >= kQuiet ? 1 : 2;
    constexpr int kSteps[3][3] = {{4, 4, 8}, {2, 4, 4}, {1, 2, 2}};
    const int step = kSteps[static_cast<int>(pace)][level];
    if (meter <= 1 || meter % step == 0) return step;
    return std::max(1, step / meter) * meter;  // a waltz cuts after 3 or 6 beats, never after 2 or 4
}

BeatGrid::BeatGrid(Parts parts) : parts_(std::move(parts)) {
    const auto unordered = [](const Beat& a, const Beat& b) { return a.time >= b.time; };
    const auto found = std::adjacent_find(parts_.beats.begin(), parts_.beats.end(), unordered);
    if (found != parts_.beats.end()) {
        throw Error(
            ErrorCode::Internal,
            fmt::format("beat grid: beats are not ascending after {} us; report this as a bug", found->time.count()));
    }
}

const Beat* BeatGrid::nearest(Us time) const {
    const auto& beats = parts_.beats;
    if (beats.empty()) return nullptr;
    const auto after =
        std::lower_bound(beats.begin(), beats.end(), time, [](const Beat& b, Us t) { return b.time < t; });
    if (after == beats.begin()) return &*after;
    const auto before = after - 1;
    return after == beats.end() || time - before->time <= after->time - time ? &*before : &*after;
}

std::span<const Beat> BeatGrid::in(const TimeRange& range) const {
    const auto earlier = [](const Beat& b, Us t) { return b.time < t; };
    const auto first = std::lower_bound(parts_.beats.begin(), parts_.beats.end(), range.begin, earlier);
    const auto last = std::lower_bound(first, parts_.beats.end(), range.end, earlier);
    return {first, last};
}

Us BeatGrid::snap(Us time, Us tolerance) const {
    const Beat* beat = nearest(time);
    return beat && std::chrono::abs(beat->time - time) <= tolerance ? beat->time : time;
}

double BeatGrid::energy_at(Us time) const {
    if (parts_.sections.empty()) return 0.5;
    const auto starts_after = [](Us t, const Section& s) { return t < s.range.begin; };
    const auto next = std::upper_bound(parts_.sections.begin(), parts_.sections.end(), time, starts_after);
    return next == parts_.sections.begin() ? next->energy : (next - 1)->energy;
}

std::vector<CutHint> BeatGrid::hints(Pace pace) const {
    if (!parts_.musical || parts_.beats.empty()) return equal_hints(parts_.duration, equal_step(pace));
    return HintWalk(*this, pace).hints();
}

TimeRange BeatGrid::suggested_range(Us length) const {
    length = std::clamp(length, Us{0}, parts_.duration);
    if (length == parts_.duration || parts_.beats.empty()) return {Us{0}, length};
    std::vector<Us> bars;
    std::vector<Us> beats;
    for (const Beat& beat : parts_.beats) {
        if (beat.downbeat) bars.push_back(beat.time);
        beats.push_back(beat.time);
    }
    Us begin = parts_.highlight ? parts_.highlight->begin : bars.empty() ? Us{0} : bars.front();
    const Us latest = parts_.duration - length;
    if (begin > latest) {
        const auto phrase = last_within(parts_.phrases, Us{-1}, latest);
        begin = phrase ? *phrase : last_within(bars, Us{-1}, latest).value_or(Us{0});
    }
    const Us limit = begin + length;
    if (const auto phrase = last_within(parts_.phrases, begin, limit); phrase && limit - *phrase <= length / 8) {
        return {begin, *phrase};
    }
    if (const auto bar = last_within(bars, begin, limit)) return {begin, *bar};
    return {begin, last_within(beats, begin, limit).value_or(limit)};
}

}  // namespace takt
