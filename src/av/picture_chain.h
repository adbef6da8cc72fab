// SPDX-License-Identifier: GPL-3.0-or-later
// The words for libavfilter that turn any stored picture into takt's own: upright, square pixels, BT.709 limited,
// 8-bit 4:2:0. Pure; `prep` and `render` share it, so a clip looks the same on both ways.
#pragma once

#include "takt/draft.h"
#include "takt/media_info.h"

#include <string>

namespace takt::av {

struct PictureTarget {
    Size size;              ///< upright
    Fit fit = Fit::Crop;    ///< when the shapes differ; prep's sizes never do
    bool tone_map = false;  ///< HLG and PQ to SDR (Hable curve on linear light, 100 nits reference)
    bool deinterlace = false;
};

/// A chain for FilterGraph. Scales before it tone-maps (a quarter of the work for 4K) and turns last.
[[nodiscard]] std::string picture_chain(const VideoStreamInfo& stream, const PictureTarget& target);

/// The words that turn stored pixels upright; empty when they are.
[[nodiscard]] std::string upright_chain(const Orientation& orientation);

/// HLG, PQ, or none, by the transfer function's name.
[[nodiscard]] HdrKind hdr_kind(const std::string& transfer);

}  // namespace takt::av
