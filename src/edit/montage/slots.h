// SPDX-License-Identifier: GPL-3.0-or-later
// The rhythm of a music video before any footage is chosen: from which frame to which a shot lasts, and why. Slots can
// be divided further where a clip is too short, or two pins fall into one; always on a beat if there is one.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"

#include "edit/montage/output_clock.h"
#include "edit/montage/pins.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace takt::edit {

/// One shot to be filled: frames [first, end).
struct Slot {
    std::int64_t first = 0;
    std::int64_t end = 0;
    bool crossfade = false;  ///< begins with one, if the footage allows
    std::string reason;
    std::optional<PinnedShot> pin{};
};

class Slots {
public:
    /// Fills [0, end) without gaps; at least one slot when `end` is positive. `grid` must outlive it.
    Slots(const BeatGrid& grid, const OutputClock& clock, std::int64_t end, const CutPlan& plan, Ms min_shot);

    /// Divides every slot that is longer than `longest`.
    void limit(Ms longest);
    /// Gives the slot at the pin's time to it, and divides that one down to `longest`, the most its clip can fill.
    /// Throws EditUnclear when another pin has that slot and no beat is between them.
    void pin(const PinnedShot& pin, Ms longest);

    /// Makes slot `index` at most `longest`, with another behind it; false when that gives no two shots that are long
    /// enough, or would cut beside the beat.
    bool divide(std::size_t index, Ms longest);

    [[nodiscard]] const std::vector<Slot>& all() const { return slots_; }
    [[nodiscard]] Ms length(const Slot& slot) const { return clock_.begin_of(slot.end) - clock_.begin_of(slot.first); }
    [[nodiscard]] int beside_the_beat() const { return beside_the_beat_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
    /// Where a slot is divided, so that its first part is at most `longest` frames: the last beat that leaves both
    /// parts long enough, else wherever the parts come out equal.
    struct Division {
        std::int64_t frame = 0;
        bool on_beat = false;
    };
    [[nodiscard]] Division division(const Slot& slot, std::int64_t longest) const;
    [[nodiscard]] bool too_long(const Slot& slot, Ms longest) const;
    /// Cuts the begin off `slot`, at most `longest`, and returns it.
    Slot cut_off(Slot& slot, Ms longest);
    [[nodiscard]] std::size_t at(Ms time) const;
    void separate(std::size_t index, const PinnedShot& pin);

    const BeatGrid& grid_;
    OutputClock clock_;
    Ms offset_;
    std::int64_t shortest_;  ///< frames
    std::vector<Slot> slots_;
    std::vector<std::string> notes_;
    int beside_the_beat_ = 0;
};

}  // namespace takt::edit
