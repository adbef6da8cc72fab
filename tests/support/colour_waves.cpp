// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/colour_waves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace takt::test {
namespace {

using Colour = std::array<double, 3>;

/// Y, Cb, Cr (each within one) of R'G'B'.
Colour ycbcr(const Colour& rgb) {
    const double luma = 0.2627 * rgb[0] + 0.678 * rgb[1] + 0.0593 * rgb[2];
    return {luma, (rgb[2] - luma) / 1.8814, (rgb[0] - luma) / 1.4746};
}

Colour wave(double x, double y) {
    Colour rgb{};
    for (int i = 0; i < 3; ++i) {
        rgb[i] = 0.5 + 0.5 * std::sin(2 * std::numbers::pi * (x * (1 + 0.7 * i) + y * (2.3 - 0.9 * i) + 0.33 * i));
    }
    return ycbcr(rgb);
}

/// Fills a picture with what `colour(x, y)` gives in luma samples, and grain over it.
template <typename ColourAt>
av::FramePtr painted(Size size, HdrKind kind, bool full_range, double noise, const ColourAt& colour) {
    av::FramePtr frame = av::make_picture(size.width, size.height, AV_PIX_FMT_YUV420P10LE);
    frame->color_range = full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    frame->colorspace = AVCOL_SPC_BT2020_NCL;
    frame->color_primaries = AVCOL_PRI_BT2020;
    frame->color_trc = kind == HdrKind::Pq ? AVCOL_TRC_SMPTE2084 : AVCOL_TRC_ARIB_STD_B67;
    const Colour zero{full_range ? 0.0 : 64.0, 512, 512};
    const Colour unit{full_range ? 1023.0 : 876.0, full_range ? 1023.0 : 896.0, full_range ? 1023.0 : 896.0};
    std::mt19937 random(1);
    std::normal_distribution<double> grain(0, std::max(noise, 1e-9));
    for (int plane = 0; plane < 3; ++plane) {
        const int part = plane == 0 ? 1 : 2;
        for (int y = 0; y < size.height / part; ++y) {
            auto* const row = reinterpret_cast<std::uint16_t*>(frame->data[plane] + y * frame->linesize[plane]);
            for (int x = 0; x < size.width / part; ++x) {
                // 4:2:0 is sited left: between two rows, on a column.
                const double value = colour(part * x, part == 1 ? y : 2 * y + 0.5)[plane];
                const long code = std::lround(zero[plane] + unit[plane] * value + grain(random));
                row[x] = static_cast<std::uint16_t>(std::clamp(code, 4L, 1019L));
            }
        }
    }
    return frame;
}

}  // namespace

av::FramePtr colour_waves(Size size, HdrKind kind, bool full_range, double noise) {
    return painted(size, kind, full_range, noise,
                   [&](double x, double y) { return wave(x / size.width, y / size.height); });
}

av::FramePtr colour_patches(Size size, int patch, HdrKind kind, bool full_range) {
    const int across = size.width / patch;
    return painted(size, kind, full_range, 0, [&](double x, double y) {
        // Patches count through twelve steps of each colour; the step is prime to the count, so that all come by.
        const int number = static_cast<int>(y) / patch * across + static_cast<int>(x) / patch;
        const int mixed = number * 1031 % 1728;
        return ycbcr({mixed % 12 / 11.0, mixed / 12 % 12 / 11.0, mixed / 144 / 11.0});
    });
}

}  // namespace takt::test
