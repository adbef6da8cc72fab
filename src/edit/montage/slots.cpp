// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/slots.h"

#include "takt/error.h"

#include "edit/montage/cut_times.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace takt::edit {
namespace {

/// Where crossfades belong: where the song changes, and now and then where it is quiet.
class CrossfadeWish {
public:
    explicit CrossfadeWish(const BeatGrid& grid) : grid_(grid) {}

    bool at(Us time) {
        constexpr double kQuiet = 0.33;
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

Slots::Slots(const BeatGrid& grid, const OutputClock& clock, std::int64_t end, const CutPlan& plan, Ms min_shot)
    : grid_(grid),
      clock_(clock),
      offset_(grid.musical() ? plan.offset : Ms{0}),
      shortest_(std::max<std::int64_t>(1, clock.whole_frames(min_shot) + 1)) {
    if (end <= 0) return;
    CutTimes times = cut_times(grid, plan, min_shot, clock);
    notes_ = std::move(times.notes);
    slots_.push_back({0, end, false, grid.musical() ? "the song's begin" : "no beat: equal cuts"});
    CrossfadeWish crossfade(grid);
    const Ms last_possible = clock.begin_of(end) - min_shot;
    for (CutTime& cut : times.cuts) {
        const std::int64_t frame = clock.nearest(cut.time);
        const Ms time = clock.begin_of(frame);
        const std::int64_t previous = slots_.back().first;
        if (frame <= previous || time - clock.begin_of(previous) < min_shot) continue;
        if (frame >= end || time > last_possible) break;
        slots_.back().end = frame;
        slots_.push_back({frame, end, plan.transitions && crossfade.at(cut.time), std::move(cut.reason)});
    }
}

bool Slots::too_long(const Slot& slot, Ms longest) const {
    return length(slot) > longest && slot.end - slot.first > 1;
}

Slots::Division Slots::division(const Slot& slot, std::int64_t longest) const {
    const std::int64_t limit = std::min(slot.first + longest, slot.end - shortest_);
    const std::span<const Beat> beats =
        grid_.in({clock_.begin_of(slot.first) - offset_, clock_.begin_of(slot.end) - offset_});
    for (auto beat = beats.rbegin(); beat != beats.rend(); ++beat) {
        const std::int64_t frame = clock_.nearest(beat->time + offset_);
        if (frame <= limit && frame >= slot.first + shortest_) return {frame, true};
    }
    const std::int64_t length = slot.end - slot.first;
    const std::int64_t parts = (length + longest - 1) / longest;
    return {slot.first + (length + parts - 1) / parts, false};
}

Slot Slots::cut_off(Slot& slot, Ms longest) {
    // Footage is counted in frames rounded down; a slot of as many frames can be a millisecond longer.
    const std::int64_t safe = std::max<std::int64_t>(1, clock_.whole_frames(longest) - 1);
    const Division found = division(slot, safe);
    beside_the_beat_ += found.on_beat ? 0 : 1;
    Slot first = slot;
    first.end = found.frame;
    slot.first = found.frame;
    slot.crossfade = false;
    slot.reason =
        found.on_beat ? "no clip is longer: the next beat that fits" : "no clip is longer: cut beside the beat";
    return first;
}

void Slots::limit(Ms longest) {
    std::vector<Slot> divided;
    for (Slot& slot : slots_) {
        while (too_long(slot, longest)) divided.push_back(cut_off(slot, longest));
        divided.push_back(std::move(slot));
    }
    slots_ = std::move(divided);
}

bool Slots::divide(std::size_t index, Ms longest) {
    const std::int64_t safe = clock_.whole_frames(longest) - 1;
    const Slot& slot = slots_[index];
    if (slot.pin || safe < shortest_ || !too_long(slot, longest)) return false;
    Division found = division(slot, safe);
    if (!found.on_beat) {
        found.frame = std::min(slot.first + safe, slot.end - shortest_);
        if (!grid_.beats().empty() || found.frame - slot.first < shortest_) return false;
    }
    Slot rest{found.frame, slot.end, false, "footage that was not shown yet is short"};
    slots_[index].end = found.frame;
    slots_.insert(slots_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(rest));
    return true;
}

std::size_t Slots::at(Ms time) const {
    const auto next = std::upper_bound(slots_.begin(), slots_.end(), time,
                                       [&](Ms t, const Slot& slot) { return t < clock_.begin_of(slot.first); });
    return static_cast<std::size_t>(std::distance(slots_.begin(), next)) - 1;
}

void Slots::separate(std::size_t index, const PinnedShot& pin) {
    Slot& slot = slots_[index];
    const TimeRange between{slot.pin->time - offset_ + Ms{1}, pin.time - offset_ + Ms{1}};
    for (const Beat& beat : grid_.in(between)) {
        const std::int64_t frame = clock_.nearest(beat.time + offset_);
        const Ms time = clock_.begin_of(frame);
        if (time <= slot.pin->time || time > pin.time) continue;
        if (frame - slot.first < shortest_ || slot.end - frame < shortest_) continue;
        Slot second{frame, slot.end, false, "between two pins: a beat"};
        slot.end = frame;
        slots_.insert(slots_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(second));
        return;
    }
    throw Error(ErrorCode::EditUnclear,
                fmt::format("pin: {:.2f} s and {:.2f} s are in one shot; pin them further apart, or cut more often",
                            seconds(slot.pin->time), seconds(pin.time)));
}

void Slots::pin(const PinnedShot& pin, Ms longest) {
    if (slots_[at(pin.time)].pin) separate(at(pin.time), pin);
    std::size_t index = at(pin.time);
    while (too_long(slots_[index], longest)) {
        Slot first = cut_off(slots_[index], longest);
        slots_[index].reason = "the pinned clip is no longer: the next beat that fits";
        slots_.insert(slots_.begin() + static_cast<std::ptrdiff_t>(index), std::move(first));
        index = at(pin.time);
    }
    slots_[index].pin = pin;
}

}  // namespace takt::edit
