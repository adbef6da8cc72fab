// SPDX-License-Identifier: GPL-3.0-or-later
// The times at which the picture can change. Planners think in frames and write milliseconds only at the end.
#pragma once

#include "takt/time.h"

#include <cstdint>

namespace takt::edit {

class OutputClock {
public:
    explicit OutputClock(FrameRate rate) : rate_(rate) {}

    /// The renderer shows at frame n what the draft says for n/rate. A change meant for frame n therefore has to be
    /// written at or before n/rate: rounded down, or the old picture stays for one frame more.
    [[nodiscard]] Ms begin_of(std::int64_t frame) const { return Ms{frame * 1000 * rate_.den / rate_.num}; }
    /// The frame whose begin is nearest to `time`: a cut at a beat is never further from it than half a frame.
    [[nodiscard]] std::int64_t nearest(Us time) const { return nearest_frame(time, rate_); }
    /// How many whole frames fit into `length`.
    [[nodiscard]] std::int64_t whole_frames(Us length) const {
        return length.count() * rate_.num / (1'000'000LL * rate_.den);
    }

private:
    FrameRate rate_;
};

}  // namespace takt::edit
