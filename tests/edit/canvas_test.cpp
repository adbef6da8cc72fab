// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/canvas.h"

#include "support/edit_inputs.h"

#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;

ClipSource tall(double duration_s) {
    ClipSource made = clip("tall", duration_s);
    made.display = {1080, 1920};
    return made;
}

ClipSource at_rate(FrameRate rate, double duration_s) {
    ClipSource made = clip("clip", duration_s);
    made.rate = rate;
    return made;
}

TEST(CanvasSize, FollowsTheOrientationShownLongest) {
    EXPECT_EQ(canvas_size(Aspect::Auto, {tall(10), clip("wide", 9), still("photo")}), (Size{1920, 1080}));
    EXPECT_EQ(canvas_size(Aspect::Auto, {tall(13), clip("wide", 9), still("photo")}), (Size{1080, 1920}));
    EXPECT_EQ(canvas_size(Aspect::Auto, {}), (Size{1920, 1080}));
}

TEST(CanvasSize, IsWhatWasAskedFor) {
    EXPECT_EQ(canvas_size(Aspect::Square, {tall(1)}), (Size{1080, 1080}));
    EXPECT_EQ(canvas_size(Aspect::Portrait4x5, {}), (Size{1080, 1350}));
}

TEST(CommonestRate, IsTheStandardRateNearestToMostFootage) {
    EXPECT_EQ(edit::commonest_rate({at_rate({2997, 100}, 5), at_rate({25, 1}, 4)}), (FrameRate{30000, 1001}));
    EXPECT_EQ(edit::commonest_rate({at_rate({2397, 100}, 5)}), (FrameRate{24000, 1001}));
    EXPECT_EQ(edit::commonest_rate({at_rate({30, 1}, 5), at_rate({60, 1}, 6)}), (FrameRate{60, 1}));
}

TEST(CommonestRate, IgnoresSlowMotionAndAbsurdRates) {
    EXPECT_EQ(edit::commonest_rate({at_rate({240, 1}, 50), at_rate({25, 1}, 4)}), (FrameRate{25, 1}));
    EXPECT_EQ(edit::commonest_rate({at_rate({0, 0}, 50), at_rate({12, 1}, 4)}), (FrameRate{30, 1}));
}

}  // namespace
}  // namespace takt
