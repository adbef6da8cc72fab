// SPDX-License-Identifier: GPL-3.0-or-later
// HDR pictures for the tests of the tone table, over all of BT.2020, 10-bit 4:2:0: slow waves of red, green and blue,
// and flat patches.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

namespace takt::test {

/// `noise` is the standard deviation of grain on every plane, in 10-bit codes; the same picture every time.
[[nodiscard]] av::FramePtr colour_waves(Size size, HdrKind kind, bool full_range, double noise);

/// Squares of `patch` pixels, a multiple of 4, each of one colour.
[[nodiscard]] av::FramePtr colour_patches(Size size, int patch, HdrKind kind, bool full_range);

}  // namespace takt::test
