// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/picture_difference.h"

#include <cmath>
#include <cstring>

namespace takt::av {
namespace {

std::uint64_t squared_error(const std::uint8_t* a, const std::uint8_t* b, int count) {
    if (std::memcmp(a, b, static_cast<std::size_t>(count)) == 0) return 0;
    std::uint32_t sum = 0;  // 16384 pixels of 255² each still fit
    for (int i = 0; i < count; ++i) {
        const int difference = a[i] - b[i];
        sum += static_cast<std::uint32_t>(difference * difference);
    }
    return sum;
}

bool is_planar_420(const AVFrame& frame) {
    return frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUVJ420P;
}

}  // namespace

std::optional<double> psnr_db(const AVFrame& a, const AVFrame& b) {
    if (!is_planar_420(a) || !is_planar_420(b) || a.width != b.width || a.height != b.height || a.width > 16'384) {
        return std::nullopt;
    }
    std::uint64_t error = 0;
    double pixels = 0;
    for (int plane = 0; plane < 3; ++plane) {
        const int width = plane == 0 ? a.width : (a.width + 1) / 2;
        const int height = plane == 0 ? a.height : (a.height + 1) / 2;
        for (int y = 0; y < height; ++y) {
            error += squared_error(a.data[plane] + static_cast<std::ptrdiff_t>(y) * a.linesize[plane],
                                   b.data[plane] + static_cast<std::ptrdiff_t>(y) * b.linesize[plane], width);
        }
        pixels += static_cast<double>(width) * height;
    }
    if (error == 0) return kIdentical;
    constexpr double kPeak = 255;
    return 10 * std::log10(kPeak * kPeak * pixels / static_cast<double>(error));
}

}  // namespace takt::av
