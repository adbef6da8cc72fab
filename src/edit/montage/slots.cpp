// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/slots.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

constexpr double kStrong = 0.66;
constexpr double kQuiet = 0.33;

std::string reason_of(const BeatGrid& grid, const CutHint& hint, Pace pace) {
    if (!grid.musical()) return "no beat: equal cuts";
    const double energy = grid.energy_at(hint.time);
    const int step = beats_per_shot(pace, energy, grid.meter());
    const char* section = energy >= kStrong ? "strong" : energy >= kQuiet ? "medium" : "quiet";
    return fmt::format("bar {}, {} section: {}", hint.bar + 1, section,
                       step == 1 ? "every beat" : fmt::format("every {} beats", step));
}

/// Where crossfades belong: where the song changes, and now and then where it is quiet.
class CrossfadeWish {
public:
    explicit CrossfadeWish(const BeatGrid& grid) : grid_(grid) {}

    bool at(Us time) {
        const std::size_t section = section_at(time);
        const bool changed = std::exchange(section_, section) != section;
        const bool calm = !grid_.musical() || grid_.energy_at(time) < kQuiet;
        calm_cuts_ = calm && !changed ? calm_cuts_ + 1 : 0;
        return changed || (calm && calm_cuts_ % 4 == 0);
    }

private:
    [[nodiscard]] std::size_t section_at(Us time) const {
        const auto sections = grid_.sections();
        return static_cast<std::size_t>(
            std::count_if(sections.begin(), sections.end(), [&](const Section& s) { return s.range.begin <= time; }));
    }

    const BeatGrid& grid_;
    std::size_t section_ = section_at(Us{0});
    int calm_cuts_ = 0;
};

}  // namespace

std::vector<Slot> plan_slots(const BeatGrid& grid, const OutputClock& clock, std::int64_t end, const Rhythm& rhythm) {
    std::vector<Slot> slots;
    if (end <= 0) return slots;
    slots.push_back({0, end, false, grid.musical() ? "the song's begin" : "no beat: equal cuts"});
    CrossfadeWish crossfade(grid);
    const Ms last_possible = clock.begin_of(end) - rhythm.min_shot;
    for (const CutHint& hint : grid.hints(rhythm.pace)) {
        const std::int64_t frame = clock.nearest(hint.time);
        const Ms time = clock.begin_of(frame);
        const std::int64_t previous = slots.back().first;
        if (frame <= previous || time - clock.begin_of(previous) < rhythm.min_shot) continue;
        if (frame >= end || time > last_possible) break;
        slots.back().end = frame;
        slots.push_back(
            {frame, end, rhythm.transitions && crossfade.at(hint.time), reason_of(grid, hint, rhythm.pace)});
    }
    return slots;
}

Division divide(const Slot& slot, std::int64_t longest, std::int64_t shortest, const BeatGrid& grid,
                const OutputClock& clock) {
    const std::int64_t limit = std::min(slot.first + longest, slot.end - shortest);
    const std::span<const Beat> beats = grid.in({clock.begin_of(slot.first), clock.begin_of(slot.end)});
    for (auto beat = beats.rbegin(); beat != beats.rend(); ++beat) {
        const std::int64_t frame = clock.nearest(beat->time);
        if (frame <= limit && frame >= slot.first + shortest) return {frame, true};
    }
    const std::int64_t length = slot.end - slot.first;
    const std::int64_t parts = (length + longest - 1) / longest;
    return {slot.first + (length + parts - 1) / parts, false};
}

}  // namespace takt::edit
