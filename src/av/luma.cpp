// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/luma.h"

#include "av/check.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace takt::av {

namespace {

/// 8-bit luma in a plane of its own, limited range: what nearly every clip and every prepared picture is.
bool has_plain_luma(const AVFrame& frame) {
    const bool planar = frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUV422P ||
                        frame.format == AV_PIX_FMT_YUV444P || frame.format == AV_PIX_FMT_NV12;
    return planar && frame.color_range != AVCOL_RANGE_JPEG && frame.width >= LumaGrid::kWidth &&
           frame.height >= LumaGrid::kHeight;
}

std::uint8_t expanded(double luma) {
    return static_cast<std::uint8_t>(std::clamp((luma - 16) * 255 / 219 + 0.5, 0.0, 255.0));
}

/// Means over blocks of whole pixels: the same grid as area scaling gives, within a level, without a scaler's filters.
LumaGrid block_means(const AVFrame& frame) {
    LumaGrid grid;
    for (int cell_y = 0; cell_y < LumaGrid::kHeight; ++cell_y) {
        const int top = cell_y * frame.height / LumaGrid::kHeight;
        const int bottom = (cell_y + 1) * frame.height / LumaGrid::kHeight;
        for (int cell_x = 0; cell_x < LumaGrid::kWidth; ++cell_x) {
            const int left = cell_x * frame.width / LumaGrid::kWidth;
            const int right = (cell_x + 1) * frame.width / LumaGrid::kWidth;
            std::uint32_t sum = 0;
            for (int y = top; y < bottom; ++y) {
                const std::uint8_t* row = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
                sum = std::accumulate(row + left, row + right, sum);
            }
            grid.cells[static_cast<std::size_t>(cell_y) * LumaGrid::kWidth + static_cast<std::size_t>(cell_x)] =
                expanded(static_cast<double>(sum) / ((right - left) * (bottom - top)));
        }
    }
    return grid;
}

}  // namespace

LumaGrid LumaSampler::sample(const AVFrame& frame) {
    if (has_plain_luma(frame)) return block_means(frame);
    if (!scaler_ || frame.width != width_ || frame.height != height_ || frame.format != format_ ||
        frame.color_range != range_) {
        scaler_.reset(sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format),
                                     LumaGrid::kWidth, LumaGrid::kHeight, AV_PIX_FMT_GRAY8, SWS_AREA, nullptr, nullptr,
                                     nullptr));
        if (!scaler_) check(AVERROR(EINVAL), "measure the picture");
        const int* table = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(scaler_.get(), table, frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0, table, 1, 0,
                                 1 << 16, 1 << 16);
        width_ = frame.width;
        height_ = frame.height;
        format_ = frame.format;
        range_ = frame.color_range;
    }
    LumaGrid grid;
    std::uint8_t* out[] = {grid.cells.data()};
    const int stride[] = {LumaGrid::kWidth};
    check(sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, out, stride), "measure the picture");
    return grid;
}

double mean(const LumaGrid& grid) {
    return std::accumulate(grid.cells.begin(), grid.cells.end(), 0.0) / static_cast<double>(grid.cells.size());
}

double difference(const LumaGrid& a, const LumaGrid& b) {
    int sum = 0;
    for (std::size_t i = 0; i < a.cells.size(); ++i) sum += std::abs(a.cells[i] - b.cells[i]);
    return static_cast<double>(sum) / static_cast<double>(a.cells.size());
}

double share_below(const LumaGrid& grid, int level) {
    const auto dark =
        std::count_if(grid.cells.begin(), grid.cells.end(), [&](std::uint8_t cell) { return cell < level; });
    return static_cast<double>(dark) / static_cast<double>(grid.cells.size());
}

double gradient(const LumaGrid& grid) {
    int sum = 0;
    for (int y = 0; y < LumaGrid::kHeight; ++y) {
        for (int x = 1; x < LumaGrid::kWidth; ++x) {
            const auto at = static_cast<std::size_t>(y) * LumaGrid::kWidth + static_cast<std::size_t>(x);
            sum += std::abs(grid.cells[at] - grid.cells[at - 1]);
        }
    }
    return static_cast<double>(sum) / (LumaGrid::kHeight * (LumaGrid::kWidth - 1));
}

}  // namespace takt::av
