// SPDX-License-Identifier: GPL-3.0-or-later
// Works of different sizes, side by side within bounds: threads, memory, and how many may want the whole machine.
// Used by prepare. The works share nothing but what they guard themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace takt::flow {

/// What one work takes while it runs.
struct Load {
    std::int64_t memory_bytes = 0;  ///< an estimate from above
    bool heavy = false;             ///< encodes long enough to keep several cores busy by itself
};

/// What there is for all of them.
struct Room {
    int workers = 1;
    int heavies = 1;  ///< at once
    std::int64_t memory_bytes = 0;
};

/// Calls `work(i, stop)` once for every load. Each free worker takes the first that fits beside what runs; one that
/// fits nowhere runs alone. The first exception stops the others and is thrown when all have ended.
void run_side_by_side(const std::vector<Load>& loads, const Room& room,
                      const std::function<void(std::size_t, const std::stop_token&)>& work,
                      const std::stop_token& stop);

}  // namespace takt::flow
