// SPDX-License-Identifier: GPL-3.0-or-later
// A picture reduced to a grid of luma: enough to find cuts, black and frozen stretches, motion and brightness; a finer
// one, to find how far a picture moved.
#pragma once

#include "av/handles.h"

#include <array>
#include <cstdint>

namespace takt::av {

/// Cells row by row, 0 (black) to 255 (white), limited range expanded; each the mean of its part of the picture.
template <int Width, int Height>
struct LumaCells {
    static constexpr int kWidth = Width;
    static constexpr int kHeight = Height;
    std::array<std::uint8_t, static_cast<std::size_t>(kWidth) * kHeight> cells{};
    [[nodiscard]] int at(int x, int y) const { return cells[static_cast<std::size_t>(y * kWidth + x)]; }
};
using LumaGrid = LumaCells<64, 36>;
using FineLuma = LumaCells<256, 144>;

/// Samples frames of any format; keeps its scaler between frames.
class LumaSampler {
public:
    [[nodiscard]] LumaGrid sample(const AVFrame& frame) { return sampled<LumaGrid>(frame); }
    [[nodiscard]] FineLuma sample_fine(const AVFrame& frame) { return sampled<FineLuma>(frame); }

private:
    template <typename Grid>
    Grid sampled(const AVFrame& frame);
    void prepare_scaler(const AVFrame& frame, int out_width, int out_height);

    ScalerPtr scaler_;
    int out_width_ = 0;
    int width_ = 0;
    int height_ = 0;
    int format_ = -1;
    int range_ = -1;
};

/// The same picture in fewer cells.
[[nodiscard]] LumaGrid coarse(const FineLuma& fine);

/// Mean cell, 0..255.
[[nodiscard]] double mean(const LumaGrid& grid);
/// Mean absolute difference of cells, 0..255.
[[nodiscard]] double difference(const LumaGrid& a, const LumaGrid& b);
/// Share of cells darker than `level`.
[[nodiscard]] double share_below(const LumaGrid& grid, int level);
/// Mean absolute step between neighbouring cells, 0..255.
[[nodiscard]] double gradient(const LumaGrid& grid);

}  // namespace takt::av
