// SPDX-License-Identifier: GPL-3.0-or-later
// Plain shapes on planar 8-bit 4:2:0 pictures (BT.709 limited), quick enough for HD. Used by the sample scenes and by
// the tests' footage. Everything is clipped to the picture.
#pragma once

#include "av/handles.h"

#include <cstdint>

namespace takt::samples {

struct Yuv {
    std::uint8_t y = 16;
    std::uint8_t u = 128;
    std::uint8_t v = 128;
    bool operator==(const Yuv&) const = default;
};

inline constexpr Yuv kBlack{16, 128, 128};
inline constexpr Yuv kWhite{235, 128, 128};

/// From R'G'B' of 0..1.
[[nodiscard]] Yuv from_rgb(double red, double green, double blue);
/// A full colour on the colour circle (0..1 is once around), `value` 0..1 bright.
[[nodiscard]] Yuv from_hue(double hue, double saturation, double value);
/// `share` 0 is `a`, 1 is `b`.
[[nodiscard]] Yuv mix(Yuv a, Yuv b, double share);

void fill(AVFrame& picture, Yuv colour);
void rectangle(AVFrame& picture, int x, int y, int width, int height, Yuv colour);
void disc(AVFrame& picture, double x, double y, double radius, Yuv colour);
/// One colour a row, from top to bottom.
void vertical_gradient(AVFrame& picture, Yuv top, Yuv bottom);

/// Pixels as a sideways camera stores them: turned clockwise by `clockwise_deg` (90, 180, 270), they show `upright`.
[[nodiscard]] av::FramePtr turned_back(const AVFrame& upright, int clockwise_deg);

}  // namespace takt::samples
