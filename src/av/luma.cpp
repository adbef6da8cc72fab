// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/luma.h"

#include "av/check.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <type_traits>

namespace takt::av {

namespace {

/// 8-bit luma in a plane of its own, limited range: what nearly every clip and every prepared picture is.
template <typename Grid>
bool has_plain_luma(const AVFrame& frame) {
    const bool planar = frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUV422P ||
                        frame.format == AV_PIX_FMT_YUV444P || frame.format == AV_PIX_FMT_NV12;
    return planar && frame.color_range != AVCOL_RANGE_JPEG && frame.width >= Grid::kWidth &&
           frame.height >= Grid::kHeight;
}

std::uint8_t expanded(double luma) {
    return static_cast<std::uint8_t>(std::clamp((luma - 16) * 255 / 219 + 0.5, 0.0, 255.0));
}

/// Means over blocks of whole pixels: the same grid as area scaling gives, within a level, without a scaler's filters.
template <typename Grid>
Grid block_means(const AVFrame& frame) {
    Grid grid;
    // Of the rows of a fine cell every other one tells as much.
    const int step = std::is_same_v<Grid, FineLuma> && frame.height >= 4 * Grid::kHeight ? 2 : 1;
    std::size_t cell = 0;
    for (int cell_y = 0; cell_y < Grid::kHeight; ++cell_y) {
        const int top = cell_y * frame.height / Grid::kHeight;
        const int bottom = (cell_y + 1) * frame.height / Grid::kHeight;
        std::array<std::uint32_t, static_cast<std::size_t>(Grid::kWidth)> sums{};
        for (int y = top; y < bottom; y += step) {
            const std::uint8_t* row = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
            for (int cell_x = 0; cell_x < Grid::kWidth; ++cell_x) {
                const int left = cell_x * frame.width / Grid::kWidth;
                const int right = (cell_x + 1) * frame.width / Grid::kWidth;
                sums[static_cast<std::size_t>(cell_x)] += std::accumulate(row + left, row + right, std::uint32_t{0});
            }
        }
        const int rows = (bottom - top + step - 1) / step;
        for (int cell_x = 0; cell_x < Grid::kWidth; ++cell_x) {
            const int columns = (cell_x + 1) * frame.width / Grid::kWidth - cell_x * frame.width / Grid::kWidth;
            grid.cells[cell++] =
                expanded(static_cast<double>(sums[static_cast<std::size_t>(cell_x)]) / (rows * columns));
        }
    }
    return grid;
}

}  // namespace

template <typename Grid>
Grid LumaSampler::sampled(const AVFrame& frame) {
    if (has_plain_luma<Grid>(frame)) return block_means<Grid>(frame);
    prepare_scaler(frame, Grid::kWidth, Grid::kHeight);
    Grid grid;
    std::uint8_t* out[] = {grid.cells.data()};
    const int stride[] = {Grid::kWidth};
    check(sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, out, stride), "measure the picture");
    return grid;
}

template LumaGrid LumaSampler::sampled<LumaGrid>(const AVFrame&);
template FineLuma LumaSampler::sampled<FineLuma>(const AVFrame&);

void LumaSampler::prepare_scaler(const AVFrame& frame, int out_width, int out_height) {
    if (scaler_ && frame.width == width_ && frame.height == height_ && frame.format == format_ &&
        frame.color_range == range_ && out_width == out_width_) {
        return;
    }
    scaler_.reset(sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), out_width,
                                 out_height, AV_PIX_FMT_GRAY8, SWS_AREA, nullptr, nullptr, nullptr));
    if (!scaler_) check(AVERROR(EINVAL), "measure the picture");
    const int* table = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(scaler_.get(), table, frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0, table, 1, 0, 1 << 16,
                             1 << 16);
    out_width_ = out_width;
    width_ = frame.width;
    height_ = frame.height;
    format_ = frame.format;
    range_ = frame.color_range;
}

LumaGrid coarse(const FineLuma& fine) {
    constexpr int kSide = FineLuma::kWidth / LumaGrid::kWidth;
    static_assert(kSide * LumaGrid::kHeight == FineLuma::kHeight);
    LumaGrid grid;
    std::size_t cell = 0;
    for (int y = 0; y < LumaGrid::kHeight; ++y) {
        for (int x = 0; x < LumaGrid::kWidth; ++x) {
            int sum = kSide * kSide / 2;
            for (int v = 0; v < kSide; ++v) {
                for (int u = 0; u < kSide; ++u) sum += fine.at(x * kSide + u, y * kSide + v);
            }
            grid.cells[cell++] = static_cast<std::uint8_t>(sum / (kSide * kSide));
        }
    }
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
