// SPDX-License-Identifier: GPL-3.0-or-later
// Where a cut plan wants the picture to change: every so many beats, bars or sections of the song, or by its energy.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"

#include "edit/montage/output_clock.h"

#include <string>
#include <vector>

namespace takt::edit {

struct CutTime {
    Us time{};  ///< of the picture's change: the beat and the plan's offset
    std::string reason;
};

struct CutTimes {
    std::vector<CutTime> cuts;  ///< ascending, after 0
    std::vector<std::string> notes;
};

[[nodiscard]] Pace pace_of(const CutPlan& plan);

/// Equal steps at the plan's pace when the grid is not musical. Beats too close together for `min_shot` are thinned
/// out, evenly, which a note tells.
[[nodiscard]] CutTimes cut_times(const BeatGrid& grid, const CutPlan& plan, Ms min_shot, const OutputClock& clock);

}  // namespace takt::edit
