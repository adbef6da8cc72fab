// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the pictures of a prepared file against the reference decode of its source: colours, orientation, which frame
// is shown when, how many there are, where they end.
#pragma once

#include "takt/preparation.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::test {

/// What was measured, and in words what does not hold.
struct PictureFindings {
    double y = 0;        ///< the worst frame's mean |ΔY|
    double colour = 0;   ///< the worst frame's mean |ΔCb| or |ΔCr|
    double late_ms = 0;  ///< how much later than its neighbours' time the usual frame is shown
    std::size_t frames = 0;
    std::vector<std::string> faults;
};

/// `source_zero` and `output_zero`: what the files' clocks show when presentation begins.
[[nodiscard]] PictureFindings check_clip(const MediaInfo& source, const Plan& plan, const MediaInfo& output,
                                         Us source_zero, Us output_zero);

[[nodiscard]] PictureFindings check_still(const MediaInfo& source, const MediaInfo& output);

/// 8-bit 4:2:0, BT.709, limited range, square and upright, as the container and the bitstream tell it.
[[nodiscard]] std::vector<std::string> header_faults(const std::filesystem::path& output, int stream);

}  // namespace takt::test
