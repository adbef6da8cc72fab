// SPDX-License-Identifier: GPL-3.0-or-later
// What carrying out a plan will take: memory, so that works run side by side only while they fit, and time, so that
// progress is real. Estimates from sizes alone; pure.
#pragma once

#include "takt/preparation.h"

#include "flow/side_by_side.h"

#include <cstdint>

namespace takt::flow {

struct WorkCost {
    Load load;
    std::int64_t make_ms = 1;     ///< on one usual core; only ratios matter
    std::int64_t analyse_ms = 1;  ///< looking at and listening to the result
};

[[nodiscard]] WorkCost cost_of(const MediaInfo& info, const Plan& plan, int cores);

/// For what is done already: its output is only compared, and its analyses read.
[[nodiscard]] WorkCost cost_of_done();

/// All files of one call together: as many workers as `jobs`, half as many long encodes, and 1 GiB.
[[nodiscard]] Room room_for(int jobs);

}  // namespace takt::flow
