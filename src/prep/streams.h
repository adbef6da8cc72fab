// SPDX-License-Identifier: GPL-3.0-or-later
// The streams of a file as MediaInfo lists them: from the headers first, then corrected by what the packets say.
#pragma once

#include "takt/media_info.h"

#include "av/input.h"
#include "prep/packet_times.h"

#include <vector>

namespace takt::prep {

/// Sorts the streams into videos, audios and others. `decodable` is what the headers promise.
void list_streams(MediaInfo& info, const av::Input& input);

/// Start, duration and frame rate of each stream; streams without a single packet move to `others`; a track of one
/// picture (the still of a motion photo) goes behind those that move.
void apply_times(MediaInfo& info, std::vector<PacketTimes> times);

}  // namespace takt::prep
