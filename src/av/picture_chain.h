// SPDX-License-Identifier: GPL-3.0-or-later
// The words for libavfilter that turn any stored picture into takt's own: upright, square pixels, BT.709 limited,
// 8-bit 4:2:0. Pure; `prep` and `render` share it, so a clip looks the same on both ways.
#pragma once

#include "takt/draft.h"
#include "takt/media_info.h"

#include <cstdint>
#include <string>

namespace takt::av {

struct PictureTarget {
    Size size;              ///< upright
    Fit fit = Fit::Crop;    ///< when the shapes differ; prep's sizes never do
    bool tone_map = false;  ///< HLG and PQ to SDR (Hable curve on linear light, 100 nits reference)
    bool deinterlace = false;
    std::uint32_t background_rgb = 0;  ///< 0xRRGGBB, seen through transparency
};

/// A chain for FilterGraph. Scales before it tone-maps (a quarter of the work for 4K) and turns last.
[[nodiscard]] std::string picture_chain(const VideoStreamInfo& stream, const PictureTarget& target);

/// The upright picture's size before `placement_chain` cuts it or puts it on a canvas.
[[nodiscard]] Size upright_size(const VideoStreamInfo& stream, const PictureTarget& target);

/// The words that bring an upright SDR picture of `upright_size` to the target's shape; empty when it has that shape.
[[nodiscard]] std::string placement_chain(const VideoStreamInfo& stream, const PictureTarget& target);

/// Turning by a quarter swaps the sides: what an upright size is in stored pixels.
[[nodiscard]] Size stored_size(Size upright, const Orientation& orientation);

/// The YCbCr matrix in FFmpeg's words, also where the stream is silent (BT.709 for HD, BT.601 below).
[[nodiscard]] std::string matrix_name(const VideoStreamInfo& stream);

/// The words that turn stored pixels upright; empty when they are.
[[nodiscard]] std::string upright_chain(const Orientation& orientation);

/// HLG, PQ, or none, by the transfer function's name.
[[nodiscard]] HdrKind hdr_kind(const std::string& transfer);

}  // namespace takt::av
