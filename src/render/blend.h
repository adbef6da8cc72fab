// SPDX-License-Identifier: GPL-3.0-or-later
// Mixing pixels of 8-bit 4:2:0 pictures in integers. Rounded, and written so that the compiler vectorises it.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

#include <cstdint>
#include <vector>

namespace takt::render {

/// A small picture with transparency, to be laid on a canvas at an even place. Values are premultiplied by alpha.
struct Stamp {
    int x = 0;
    int y = 0;
    Size size;                                       ///< even sides; 0 × 0 draws nothing
    std::vector<std::uint8_t> luma, luma_alpha;      ///< size.width × size.height
    std::vector<std::uint8_t> cb, cr, chroma_alpha;  ///< a quarter as many
};

/// BT.709 black, limited range.
[[nodiscard]] av::FramePtr black_picture(Size canvas);

/// `weight` of `over` (0..kWhole) over `base`, as a new picture. Both have the same size.
[[nodiscard]] av::FramePtr crossfade(const AVFrame& base, const AVFrame& over, int weight);

/// Mixes the picture, which must be writable, with one of a single colour: `weight` (0..kWhole) of luma `luma`, grey.
void cover(AVFrame& picture, int luma, int weight);

/// Lays `stamp`, moved `down` by an even number of pixels, on the picture, which must be writable and hold it wholly.
void lay_on(AVFrame& picture, const Stamp& stamp, int opacity, int down = 0);

}  // namespace takt::render
