// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of an exact cut, numbered from the first one kept. Pure: everything follows from the wanted range, the
// part that is copied and the constant rate.
//
//     source      ┆   |  |  |  |K |  |  |  |K |  |  |  |    ┆      K: clean key frame
//     kept               [begin                  end)
//     frame              0  1  2  3  …             n
//     made of            encoded  copied        encoded
#pragma once

#include "takt/time.h"

#include <algorithm>
#include <cstdint>

namespace takt::prep {

struct CutGrid {
    FrameRate rate;
    Us first{};               ///< of frame 0, on the source's timeline
    std::int64_t head = 0;    ///< frames before the copied ones
    std::int64_t frames = 0;  ///< at most; fewer when the source ends before

    [[nodiscard]] Us time_of(std::int64_t frame) const { return first + frame_time(frame, rate); }
    [[nodiscard]] std::int64_t frame_at(Us time) const { return nearest_frame(time - first, rate); }
    /// Containers round times to ticks, Matroska to milliseconds.
    [[nodiscard]] bool is_even(Us time) const {
        const Us off = time - time_of(frame_at(time));
        return std::max(off, -off) <= frame_time(1, rate) / 4 + Us{1000};
    }
};

/// A frame that begins this little before a limit is meant to begin at it.
[[nodiscard]] constexpr Us cut_tolerance(FrameRate rate) {
    return frame_time(1, rate) / 4;
}

/// Frames of `rate` that begin in a range of length `duration`, one of them at its begin.
[[nodiscard]] constexpr std::int64_t frames_within(Us duration, FrameRate rate) {
    const auto scale = 1'000'000LL * rate.den;
    return std::max<std::int64_t>(0, (duration.count() * rate.num + scale - 1) / scale);
}

[[nodiscard]] constexpr CutGrid cut_grid(const TimeRange& kept, const TimeRange& copied, FrameRate rate) {
    const Us tolerance = cut_tolerance(rate);
    const Us before = std::max(Us{0}, copied.begin - kept.begin + tolerance);
    CutGrid grid{.rate = rate};
    grid.head = before.count() * rate.num / (1'000'000LL * rate.den);
    grid.first = copied.begin - frame_time(grid.head, rate);
    grid.frames = frames_within(kept.end - tolerance - grid.first, rate);
    return grid;
}

}  // namespace takt::prep
