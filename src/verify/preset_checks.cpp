// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/preset_checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::verify {
namespace {

// A rate of 60 may be measured as a little more.
constexpr double kRateSlack = 1.001;
// A clip trimmed to the longest length ends within a frame of it.
constexpr Us kLengthSlack = std::chrono::milliseconds{100};

std::string megabytes(std::int64_t bytes) {
    return fmt::format("{:.6g} MB", static_cast<double>(bytes) / 1e6);
}

void check_time(const Pictures& pictures, const Limits& limits, std::vector<Check>& checks) {
    const Us length = pictures.end - pictures.begin;
    const bool short_enough = !limits.max_kept || length <= *limits.max_kept + kLengthSlack;
    checks.push_back(
        {"preset_duration", length >= limits.min_kept && short_enough, fmt::format("{:.3f} s", seconds(length)),
         limits.max_kept ? fmt::format("{:g} to {:g} s", seconds(limits.min_kept), seconds(*limits.max_kept)) : ""});
    const double fps = pictures.rate.fps();
    checks.push_back({"preset_frame_rate", fps * kRateSlack >= limits.min_fps && fps <= limits.max_fps * kRateSlack,
                      fmt::format("{:.3f} fps", fps), fmt::format("{} to {} fps", limits.min_fps, limits.max_fps)});
}

void check_shape(Size size, const Limits& limits, std::vector<Check>& checks) {
    const auto [shorter, longer] = std::minmax(size.width, size.height);
    const std::string value = fmt::format("{}x{}", size.width, size.height);
    checks.push_back({"preset_size", longer <= limits.max_long_side && shorter >= limits.min_side, value,
                      limits.min_side > 0 ? fmt::format("sides of {} to {}", limits.min_side, limits.max_long_side)
                                          : fmt::format("sides up to {}", limits.max_long_side)});
    if (limits.no_landscape) {
        checks.push_back({"preset_shape", size.width <= size.height, value, "square or taller than wide"});
    }
}

}  // namespace

void check_preset(const Measured& measured, const Preset& preset, std::vector<Check>& checks) {
    const Limits& limits = preset.limits;
    const Pictures& pictures = measured.pictures;
    const std::int64_t bytes = measured.container.size_bytes;
    checks.push_back(
        {"preset_file_size", bytes <= limits.max_size_bytes, megabytes(bytes), megabytes(limits.max_size_bytes)});
    check_time(pictures, limits, checks);
    check_shape(pictures.stream.display, limits, checks);
    if (!limits.max_video_bps) return;
    // The whole file's rate: never less than its picture's.
    const double bps = static_cast<double>(bytes) * 8 / std::max(seconds(pictures.end - pictures.begin), 1e-3);
    checks.push_back({"preset_bit_rate", bps <= static_cast<double>(*limits.max_video_bps) * 1.02,
                      fmt::format("{:.1f} Mb/s", bps / 1e6),
                      fmt::format("{:.1f} Mb/s", static_cast<double>(*limits.max_video_bps) / 1e6)});
}

}  // namespace takt::verify
