// SPDX-License-Identifier: GPL-3.0-or-later
// What a made or finished file really shows and sounds like: frame numbers, frame times, click times, colours.
#pragma once

#include "takt/time.h"

#include "generator/drawing.h"
#include "support/barcode.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace takt::test {

/// Every frame in presentation order, stored orientation, with its time.
void for_each_frame(const std::filesystem::path& path, const std::function<void(const AVFrame&, Us)>& look);

/// The number of every frame; -1 where none can be read. `where` as in read_number.
[[nodiscard]] std::vector<int> read_numbers(const std::filesystem::path& path, std::optional<Region> where = {});
[[nodiscard]] std::vector<Us> read_times(const std::filesystem::path& path);

/// Mean colour of the square of `radius` pixels around (x, y). The picture is 8-bit 4:2:0.
[[nodiscard]] samples::Yuv mean_yuv(const AVFrame& picture, int x, int y, int radius = 4);

/// Begins of the clicks of make_clip and make_sound, in seconds of presentation time; within a millisecond even after
/// AAC.
[[nodiscard]] std::vector<double> find_clicks(const std::filesystem::path& path);
/// Interleaved samples of the whole sound.
[[nodiscard]] std::vector<float> read_sound(const std::filesystem::path& path, int sample_rate_hz = 48'000,
                                            int channels = 2);

}  // namespace takt::test
