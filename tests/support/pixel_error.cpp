// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pixel_error.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace takt::test {

namespace {

/// Samples `first`, `first` + `step`, … of luma in both directions, and half of that in chroma.
Errors errors_of(const AVFrame& a, const AVFrame& b, int first, int step) {
    if (a.width != b.width || a.height != b.height) throw std::runtime_error("the pictures differ in size");
    Errors errors;
    for (int plane = 0; plane < 3; ++plane) {
        const int part = plane == 0 || step == 1 ? 1 : 2;
        const int width = plane == 0 ? a.width : a.width / 2;
        const int height = plane == 0 ? a.height : a.height / 2;
        std::array<long, 256> counts{};
        long samples = 0;
        long sum = 0;
        for (int y = first / part; y < height; y += step / part) {
            for (int x = first / part; x < width; x += step / part) {
                const int off =
                    std::abs(a.data[plane][y * a.linesize[plane] + x] - b.data[plane][y * b.linesize[plane] + x]);
                ++counts[off];
                ++samples;
                sum += off;
            }
        }
        errors.mean = std::max(errors.mean, static_cast<double>(sum) / static_cast<double>(samples));
        long farther = samples;
        for (int off = 0; off < 256; ++off) {
            if (farther > samples / 1000) errors.at_999th = std::max(errors.at_999th, off);
            farther -= counts[off];
            if (counts[off] > 0) errors.most = std::max(errors.most, off);
        }
    }
    return errors;
}

}  // namespace

Errors pixel_error(const AVFrame& a, const AVFrame& b) {
    return errors_of(a, b, 0, 1);
}

Errors patch_error(const AVFrame& a, const AVFrame& b, int patch) {
    return errors_of(a, b, patch / 2, patch);
}

}  // namespace takt::test
