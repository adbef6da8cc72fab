// SPDX-License-Identifier: GPL-3.0-or-later
// Finds where sound sets in hard: a stretch of 2.5 ms whose high-pitched energy is far above that of the 20 ms before
// it. What a change of tempo must neither smear nor repeat. Not for beats, which `beats` finds better and slower.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace takt::render {

class AttackFinder {
public:
    /// The next samples, 48 kHz.
    void listen(std::span<const float> mono);

    /// Begins of attacks in [begin, end), by their sample, ascending.
    [[nodiscard]] std::vector<std::int64_t> within(std::int64_t begin, std::int64_t end) const;
    void forget_before(std::int64_t sample);

private:
    void end_block();

    std::int64_t heard_ = 0;
    float last_ = 0;
    float energy_ = 0;            // of the block under way
    std::deque<float> energies_;  // of the blocks before
    std::int64_t quiet_until_ = 0;
    std::deque<std::int64_t> attacks_;
};

}  // namespace takt::render
