// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace takt::samples {
namespace {

std::uint8_t code(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 1.0, 254.0)));
}

/// Columns [left, right) of one luma row, clipped; with its chroma on even rows.
void span(AVFrame& picture, int y, int left, int right, Yuv colour) {
    left = std::max(left, 0);
    right = std::min(right, picture.width);
    if (y < 0 || y >= picture.height || left >= right) return;
    const auto row = [&](int plane, int at) {
        return picture.data[plane] + static_cast<std::ptrdiff_t>(at) * picture.linesize[plane];
    };
    std::memset(row(0, y) + left, colour.y, static_cast<std::size_t>(right - left));
    if (y % 2 != 0) return;
    const auto chroma = static_cast<std::size_t>((right + 1) / 2 - left / 2);
    std::memset(row(1, y / 2) + left / 2, colour.u, chroma);
    std::memset(row(2, y / 2) + left / 2, colour.v, chroma);
}

}  // namespace

Yuv from_rgb(double red, double green, double blue) {
    const double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return {code(16 + 219 * luma), code(128 + 224 * (blue - luma) / 1.8556), code(128 + 224 * (red - luma) / 1.5748)};
}

Yuv from_hue(double hue, double saturation, double value) {
    const auto channel = [&](double offset) {
        const double position = 6 * (hue + offset - std::floor(hue + offset));
        const double full = std::clamp(std::abs(position - 3) - 1, 0.0, 1.0);
        return value * (1 - saturation * (1 - full));
    };
    return from_rgb(channel(0), channel(2.0 / 3), channel(1.0 / 3));
}

Yuv mix(Yuv a, Yuv b, double share) {
    const auto between = [&](std::uint8_t from, std::uint8_t to) { return code(from + share * (to - from)); };
    return {between(a.y, b.y), between(a.u, b.u), between(a.v, b.v)};
}

void fill(AVFrame& picture, Yuv colour) {
    rectangle(picture, 0, 0, picture.width, picture.height, colour);
}

void rectangle(AVFrame& picture, int x, int y, int width, int height, Yuv colour) {
    for (int row = std::max(y, 0); row < std::min(y + height, picture.height); ++row) {
        span(picture, row, x, x + width, colour);
    }
}

void disc(AVFrame& picture, double x, double y, double radius, Yuv colour) {
    const int top = std::max(0, static_cast<int>(std::floor(y - radius)));
    const int bottom = std::min(picture.height - 1, static_cast<int>(std::ceil(y + radius)));
    for (int row = top; row <= bottom; ++row) {
        const double half = radius * radius - (row - y) * (row - y);
        if (half <= 0) continue;
        const double reach = std::sqrt(half);
        span(picture, row, static_cast<int>(std::lround(x - reach)), static_cast<int>(std::lround(x + reach)), colour);
    }
}

void vertical_gradient(AVFrame& picture, Yuv top, Yuv bottom) {
    for (int row = 0; row < picture.height; ++row) {
        span(picture, row, 0, picture.width, mix(top, bottom, static_cast<double>(row) / picture.height));
    }
}

av::FramePtr turned_back(const AVFrame& upright, int clockwise_deg) {
    const bool sideways = clockwise_deg % 180 != 0;
    av::FramePtr stored = av::make_picture(sideways ? upright.height : upright.width,
                                           sideways ? upright.width : upright.height, AV_PIX_FMT_YUV420P);
    for (int plane = 0; plane < 3; ++plane) {
        const int width = plane == 0 ? stored->width : (stored->width + 1) / 2;
        const int height = plane == 0 ? stored->height : (stored->height + 1) / 2;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const int from_x = clockwise_deg == 90 ? height - 1 - y : clockwise_deg == 180 ? width - 1 - x : y;
                const int from_y = clockwise_deg == 90 ? x : clockwise_deg == 180 ? height - 1 - y : width - 1 - x;
                stored->data[plane][static_cast<std::ptrdiff_t>(y) * stored->linesize[plane] + x] =
                    upright.data[plane][static_cast<std::ptrdiff_t>(from_y) * upright.linesize[plane] + from_x];
            }
        }
    }
    return stored;
}

}  // namespace takt::samples
