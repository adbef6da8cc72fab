// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/counting.h"

#include <algorithm>

namespace takt::beats {

std::vector<Count> counted(const BeatGrid& grid) {
    const auto beats = grid.beats();
    const auto begins_bar = [](const Beat& beat) { return beat.downbeat; };
    const auto upbeats = static_cast<int>(std::find_if(beats.begin(), beats.end(), begins_bar) - beats.begin());
    std::vector<Count> counts;
    Count count{0, std::max(0, grid.meter() - upbeats)};
    for (const Beat& beat : beats) {
        count = beat.downbeat ? Count{count.bar + 1, 1} : Count{count.bar, count.position + 1};
        counts.push_back(count);
    }
    return counts;
}

}  // namespace takt::beats
