// SPDX-License-Identifier: GPL-3.0-or-later
// Beats as musicians count them: bars and positions from 1, what comes before the first bar line in bar 0, counted
// towards it. Used by everything that people read or load elsewhere.
#pragma once

#include "takt/beats.h"

#include <vector>

namespace takt::beats {

struct Count {
    int bar = 0;       ///< from 1; 0 before the first downbeat
    int position = 1;  ///< in the bar, from 1
};

/// One for each beat of `grid`.
[[nodiscard]] std::vector<Count> counted(const BeatGrid& grid);

}  // namespace takt::beats
