// SPDX-License-Identifier: GPL-3.0-or-later
// A frame's number, written into its pixels: 5 × 5 black and white cells in a square half as high as the shorter side,
// in the middle. It survives lossy codecs, scaling and any crop between 16:9 and 9:16; the corners tell a turned or
// mirrored picture, which reads as nothing. Two pictures mixed in a crossfade read as nothing too.
#pragma once

#include "takt/draft.h"

#include "av/handles.h"

#include <cstdint>
#include <optional>

namespace takt::test {

/// Where the numbered picture lies on the one looked at, in pixels; it may reach beyond the edges.
struct Region {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// Where a picture of size `source` lies on `canvas`: covering it (Crop) or inside it (Pad, Blur).
[[nodiscard]] Region placed(Size source, Size canvas, Fit fit);

/// `number` is 0..65535; `picture` is yuv420p.
void draw_number(AVFrame& picture, int number);

/// Absent when there is no number, or not upright. Reads every pixel format. Without `where` the whole picture is
/// meant.
[[nodiscard]] std::optional<int> read_number(const AVFrame& picture, std::optional<Region> where = {});

}  // namespace takt::test
