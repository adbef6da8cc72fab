// SPDX-License-Identifier: GPL-3.0-or-later
// The sample tables of an MP4 or MOV index, read from the file itself: what libav's own index does not show, first of
// all the composition offsets that turn decoding times into presentation times. Bounded in bytes, boxes and samples.
#pragma once

#include "prep/boxes.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::prep {

struct TrackTable {
    std::uint32_t id = 0;
    std::string entry;  ///< four letters of the first sample description: "avc1", "mp4a", "encv", …
    bool is_protected = false;
    bool stereo_views = false;  ///< a second eye's picture (MV-HEVC)
    std::uint32_t ticks_per_s = 0;
    std::int64_t samples = 0;
    std::int64_t listed = 0;     ///< entries an index of it takes in memory
    std::int64_t usual_gap = 0;  ///< ticks, of most samples
    std::int64_t last_gap = 0;   ///< ticks the last sample lasts
    /// One per sample, both empty when decoding and presentation are the same.
    std::vector<std::int32_t> composition;
    std::vector<std::int64_t> positions;
    /// The most a sample is shown before it is decoded, by the table; libav moves decoding times back by it.
    std::int64_t earliest = 0;
};

/// Absent when the index is broken, compressed or contradictory: read packets instead. Throws TooLarge for an index
/// that no recording has: libav would spend gigabytes on it.
[[nodiscard]] std::optional<std::vector<TrackTable>> read_sample_tables(const std::filesystem::path& path,
                                                                        const BoxOutline& boxes);

}  // namespace takt::prep
