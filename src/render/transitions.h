// SPDX-License-Identifier: GPL-3.0-or-later
// Two pictures on the way from one to the other, and black bars around one. 8-bit 4:2:0. Used by the compositor.
#pragma once

#include "takt/segment.h"

#include "av/handles.h"
#include "render/framing.h"

#include <vector>

namespace takt::render {

/// How wide a wipe's edge is, in pixels: soft enough not to flicker on its way.
inline constexpr int kWipeEdge = 8;

/// For each of `length` pixels along a wipe that comes from the right, how much of the new picture is seen,
/// 0..kWhole. All of the old one at progress 0, all of the new one at 1.
[[nodiscard]] std::vector<int> wipe_weights(int length, double progress);

/// A crossfade, a wipe or a push, as a new picture; both have the same size. A push moves by whole chroma pixels.
[[nodiscard]] av::FramePtr between(const AVFrame& base, const AVFrame& over, const Transition& transition,
                                   double progress);

/// Everything outside `area` becomes black. The picture must be writable.
void blacken_outside(AVFrame& picture, const Area& area);

}  // namespace takt::render
