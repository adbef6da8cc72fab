// SPDX-License-Identifier: GPL-3.0-or-later
// The rhythm of a music video before any footage is chosen: from which frame to which a shot lasts, and why.
#pragma once

#include "takt/beats.h"

#include "edit/montage/output_clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace takt::edit {

/// One shot to be filled: frames [first, end).
struct Slot {
    std::int64_t first = 0;
    std::int64_t end = 0;
    bool crossfade = false;  ///< begins with one, if the footage allows
    std::string reason;
};

struct Rhythm {
    Pace pace = Pace::Normal;
    Ms min_shot{400};
    bool transitions = false;
};

/// Fills [0, end) with slots without gaps; at least one when `end` is positive.
[[nodiscard]] std::vector<Slot> plan_slots(const BeatGrid& grid, const OutputClock& clock, std::int64_t end,
                                           const Rhythm& rhythm);

/// The best frame to divide `slot` at, so that its first part is at most `longest` frames: the last beat that leaves
/// both parts `shortest` frames, else wherever the parts come out equal. `on_beat` says which.
struct Division {
    std::int64_t frame = 0;
    bool on_beat = false;
};
[[nodiscard]] Division divide(const Slot& slot, std::int64_t longest, std::int64_t shortest, const BeatGrid& grid,
                              const OutputClock& clock);

}  // namespace takt::edit
