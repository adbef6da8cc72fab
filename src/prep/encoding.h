// SPDX-License-Identifier: GPL-3.0-or-later
// How x264 is set up for every clip that takt prepares. The one place for its settings; what they cost and give was
// measured against x264's own presets.
#pragma once

#include "takt/preparation.h"

#include "av/encoder.h"

namespace takt::prep {

/// Threads of the encoder; pictures are coded this many at a time.
constexpr int kEncoderThreads = 3;

/// What of the source decides how its pictures are best coded.
struct Footage {
    bool has_b_frames = true;
    int long_side = 0;  ///< stored pixels
};

/// High profile, closed groups of one second. Against veryfast at equal SSIM, over eight clips at crf 19 and 22:
/// without B-frames 0.5 to 0.7 of its CPU for 0.75 to 1.05 of its bits (scaled down 0.42 for 0.98), with them 0.75
/// to 1.0 of its CPU for 1.00 to 1.02 of its bits.
[[nodiscard]] av::VideoEncoding encoding_for(const VideoTarget& target, const Footage& footage);

}  // namespace takt::prep
