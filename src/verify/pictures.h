// SPDX-License-Identifier: GPL-3.0-or-later
// Watches a video once, from the first frame to the last, and notes what `checks` needs. Keeps 16 bytes a frame, and
// small grids only around planned cuts: an hour fits in a few megabytes.
#pragma once

#include "takt/draft.h"
#include "takt/media_info.h"
#include "takt/progress.h"
#include "takt/time.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace takt::verify {

/// A planned cut, and where the pixels change; absent when both of its sides look the same.
struct LocatedCut {
    Cut planned;
    std::optional<Us> found;
};

struct Pictures {
    VideoStreamInfo stream;
    FrameRate rate;  ///< average of the whole video
    std::int64_t frames = 0;
    std::int64_t declared_frames = 0;  ///< 0 when the container does not say
    Us begin{};
    Us end{};                       ///< of the last frame
    Us worst_time_error{};          ///< of a frame, against a constant rate
    std::vector<TimeRange> black;   ///< stretches of half a second and more
    std::vector<TimeRange> frozen;  ///< of a second and more
    std::vector<Us> cuts;           ///< found without a plan
    std::vector<LocatedCut> planned_cuts;
    int damaged_packets = 0;
    bool truncated = false;
};

/// Throws as av::VideoReader does, and Corrupt when no frame decodes.
[[nodiscard]] Pictures watch(const std::filesystem::path& file, const std::vector<Cut>& planned, Progress& progress,
                             const std::stop_token& stop);

}  // namespace takt::verify
