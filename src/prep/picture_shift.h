// SPDX-License-Identifier: GPL-3.0-or-later
// How far the whole picture moved from one frame to the next, from its integral projections: the means of its columns
// and of its rows, laid over each other (K. Ratakonda, "Real-time digital video stabilization for multi-media
// applications", 1998).
#pragma once

#include "av/luma.h"

namespace takt::prep {

/// In cells of FineLuma, at most kMost each way; {0, 0} where nothing can be told, as in a picture of one colour.
struct PictureShift {
    static constexpr int kMost = 14;
    double x = 0;
    double y = 0;
};

/// Where what was at a place in `before` is in `after`.
[[nodiscard]] PictureShift picture_shift(const av::FineLuma& before, const av::FineLuma& after);

/// What moved by itself between two pictures, the move of the whole taken out.
struct LocalMotion {
    double weight = 0;  ///< 0: nothing; grows with size and contrast of what moves
    double x = 0.5;     ///< its middle, of the picture's width and height
    double y = 0.5;
};
[[nodiscard]] LocalMotion local_motion(const av::FineLuma& before, const av::FineLuma& after,
                                       const PictureShift& shift);

}  // namespace takt::prep
