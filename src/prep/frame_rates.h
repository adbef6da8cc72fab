// SPDX-License-Identifier: GPL-3.0-or-later
// From frame times to a frame rate: what the file really does, and the constant rate takt writes for it. Pure.
#pragma once

#include "takt/media_info.h"
#include "takt/time.h"

#include <vector>

namespace takt::prep {

struct MeasuredRate {
    FrameRate average{0, 1};  ///< 0 when there are fewer than two frames
    bool variable = false;    ///< the gaps differ by more than rounding to ticks explains
};

/// `times` in any order; sorted in place.
[[nodiscard]] MeasuredRate measure_rate(std::vector<Us>& times);

/// The standard rate nearest to `fps`: 23.976 24 25 29.97 30 50 59.94 60, none above `max_fps`.
[[nodiscard]] FrameRate nearest_standard_rate(double fps, int max_fps);

/// The constant rate for `video`: a constant one of 5 to `max_fps` stays, so that each frame stays one frame; all
/// others become the standard rate nearest to the measured average. Below 23 fps nothing standard is near: the declared
/// rate when it is standard (a phone that dropped frames), else the first whole multiple that is, else 30.
[[nodiscard]] FrameRate output_rate(const VideoStreamInfo& video, int max_fps);

}  // namespace takt::prep
