// SPDX-License-Identifier: GPL-3.0-or-later
// How far two 8-bit 4:2:0 pictures are apart, in code values.
#pragma once

#include "av/handles.h"

namespace takt::test {

struct Errors {
    double mean = 0;   ///< of the plane that is worst
    int at_999th = 0;  ///< no more than one sample in a thousand of any plane is farther off
    int most = 0;
};

/// Throws when the pictures differ in size.
[[nodiscard]] Errors pixel_error(const AVFrame& a, const AVFrame& b);

/// Only of the middles of squares of `patch` pixels, which no resampling reaches from outside.
[[nodiscard]] Errors patch_error(const AVFrame& a, const AVFrame& b, int patch);

}  // namespace takt::test
