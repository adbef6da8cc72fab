// SPDX-License-Identifier: GPL-3.0-or-later
// When the frames of each stream are shown, without decoding: from the packets, or from the index of a large file that
// lists them all. What headers declare about durations and rates is not believed.
#pragma once

#include "takt/time.h"

#include "av/input.h"

#include <stop_token>
#include <vector>

namespace takt::prep {

struct PacketTimes {
    std::vector<Us> times;  ///< presentation times, unsorted; of a large file only of its two ends
    Us end{};               ///< end of the last packet
    std::int64_t count = 0;
    bool missing = false;  ///< the index points behind the end of the file
};

/// One entry per stream of `input`, which is read on the way: use it for nothing else afterwards. `full_index` when
/// the container lists every packet (MP4 without fragments).
[[nodiscard]] std::vector<PacketTimes> read_packet_times(av::Input& input, bool full_index, std::int64_t file_size,
                                                         const std::stop_token& stop);

}  // namespace takt::prep
