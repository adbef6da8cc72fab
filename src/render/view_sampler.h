// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the part of a picture that a window names, at any fraction of a pixel: what a slow zoom or pan needs to be
// smooth, where libswscale's crops jump from one chroma sample to the next. Used by Framer.
//
// Separable Catmull-Rom interpolation (Mitchell and Netravali, 1988: B = 0, C = 1/2), as wide as the source is reduced,
// in integers of 14 bits. 4:2:0 chroma is taken where MPEG-2 sites it: on the left column, between two rows.
#pragma once

#include "av/handles.h"
#include "render/framing.h"

namespace takt::render {

/// Both pictures are 8-bit 4:2:0, `canvas` writable. Where the window reaches beyond `whole`, the canvas stays as it
/// is.
void draw_view(const AVFrame& whole, const Window& window, AVFrame& canvas);

}  // namespace takt::render
