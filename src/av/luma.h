// SPDX-License-Identifier: GPL-3.0-or-later
// A picture reduced to a small grid of luma: enough to find cuts, black and frozen stretches, motion and brightness.
#pragma once

#include "av/handles.h"

#include <array>
#include <cstdint>

namespace takt::av {

/// 64 × 36 cells, 0 (black) to 255 (white), limited range expanded; each the mean of its part of the picture.
struct LumaGrid {
    static constexpr int kWidth = 64;
    static constexpr int kHeight = 36;
    std::array<std::uint8_t, static_cast<std::size_t>(kWidth) * kHeight> cells{};
};

/// Samples frames of any format; keeps its scaler between frames.
class LumaSampler {
public:
    [[nodiscard]] LumaGrid sample(const AVFrame& frame);

private:
    ScalerPtr scaler_;
    int width_ = 0;
    int height_ = 0;
    int format_ = -1;
    int range_ = -1;
};

/// Mean cell, 0..255.
[[nodiscard]] double mean(const LumaGrid& grid);
/// Mean absolute difference of cells, 0..255.
[[nodiscard]] double difference(const LumaGrid& a, const LumaGrid& b);
/// Share of cells darker than `level`.
[[nodiscard]] double share_below(const LumaGrid& grid, int level);
/// Mean absolute step between neighbouring cells, 0..255.
[[nodiscard]] double gradient(const LumaGrid& grid);

}  // namespace takt::av
