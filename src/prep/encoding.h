// SPDX-License-Identifier: GPL-3.0-or-later
// How x264 is set up for every clip that takt prepares. The one place for its settings; what they cost and give was
// measured against x264's own presets.
#pragma once

#include "takt/preparation.h"

#include "av/encoder.h"

namespace takt::prep {

/// Threads of the encoder; pictures are coded this many at a time.
constexpr int kEncoderThreads = 3;

/// High profile, closed groups of one second.
[[nodiscard]] av::VideoEncoding encoding_for(const VideoTarget& target);

}  // namespace takt::prep
