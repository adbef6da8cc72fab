// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/lettering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace takt::render {
namespace {

constexpr Size kCanvas{200, 60};

/// The rectangle of what is not white.
struct Ink {
    int left = kCanvas.width;
    int right = 0;
    int top = kCanvas.height;
    int bottom = 0;
    int red = 0;
};

Ink ink_of(const std::vector<Words>& words) {
    std::vector<std::uint8_t> rgba(std::size_t{4} * kCanvas.width * kCanvas.height, 255);
    letter(rgba, kCanvas, words);
    Ink ink;
    for (int y = 0; y < kCanvas.height; ++y) {
        for (int x = 0; x < kCanvas.width; ++x) {
            const std::size_t at = 4 * static_cast<std::size_t>(y * kCanvas.width + x);
            EXPECT_EQ(rgba[at + 3], 255);
            if (rgba[at + 1] > 128) continue;
            ink.left = std::min(ink.left, x);
            ink.right = std::max(ink.right, x + 1);
            ink.top = std::min(ink.top, y);
            ink.bottom = std::max(ink.bottom, y + 1);
            ink.red = std::max(ink.red, static_cast<int>(rgba[at]));
        }
    }
    return ink;
}

TEST(Lettering, StandsOnItsBaseLineInItsSizeAndColour) {
    const Ink ink = ink_of({{.x = 20, .y = 40, .size = 20, .rgb = 0xff0000, .text = "HHH"}});
    EXPECT_NEAR(ink.bottom, 40, 1);
    EXPECT_NEAR(ink.top, 40 - 0.73 * 20, 1.5);  // the height of a capital
    EXPECT_NEAR(ink.left, 22, 2);
    EXPECT_EQ(ink.red, 255);
}

TEST(Lettering, IsAnchoredWhereItWasAsked) {
    const Ink middle = ink_of({{.x = 100, .y = 40, .size = 20, .anchor = Words::Side::Middle, .text = "HHH"}});
    EXPECT_NEAR((middle.left + middle.right) / 2.0, 100, 1.5);
    const Ink right = ink_of({{.x = 180, .y = 40, .size = 20, .anchor = Words::Side::Right, .text = "HHH"}});
    EXPECT_NEAR(right.right, 178, 2);
}

TEST(Lettering, TakesTextForTextAndStaysInsideThePicture) {
    EXPECT_LT(ink_of({{.x = 20, .y = 40, .size = 10, .text = "{\\fs40}H"}}).bottom, 46);
    (void)ink_of({{.x = -30, .y = 5, .size = 40, .text = "outside on every side, and much too long"}});
    EXPECT_EQ(ink_of({}).right, 0);
}

}  // namespace
}  // namespace takt::render
