// SPDX-License-Identifier: GPL-3.0-or-later
// Looks by known pixels. Tables are exact to their formulas within the rounding of a byte.
#include "render/look.h"

#include "drafts.h"
#include "render/blend.h"

#include <gtest/gtest.h>

namespace takt::render::test {
namespace {

constexpr Yuv kOrange{150, 70, 170};
constexpr int kRounding = 1;  // of a byte
const Area kAll{0, 0, {64, 36}};

Yuv graded(const Look& look, const Yuv& colour, int x = 32, int y = 18) {
    const av::FramePtr picture = black_picture(kAll.size);
    samples::fill(*picture, colour);
    Grading().apply(look, kAll, *picture);
    return mean_yuv(*picture, x, y, 1);
}

void expect_near(const Yuv& got, const Yuv& wanted) {
    EXPECT_NEAR(got.y, wanted.y, kRounding);
    EXPECT_NEAR(got.u, wanted.u, kRounding);
    EXPECT_NEAR(got.v, wanted.v, kRounding);
}

TEST(Look, BrightnessGoesToBlackAndWhite) {
    expect_near(graded({.brightness = -1}, kOrange), kBlack);
    expect_near(graded({.brightness = 1}, kOrange), kWhite);
    expect_near(graded({.brightness = 0.5}, kOrange), {193, 99, 149});
}

TEST(Look, ContrastTurnsAroundTheMiddle) {
    expect_near(graded({.contrast = -1}, kOrange), {126, 128, 128});
    expect_near(graded({.contrast = 0.5}, {126, 128, 128}), {126, 128, 128});
    expect_near(graded({.contrast = 1}, {60, 118, 138}), {16, 108, 148});
    expect_near(graded({.contrast = 0.5}, {150, 118, 138}), {162, 113, 143});
}

TEST(Look, BlackAndWhiteIsNeutralExactly) {
    for (int y = 16; y <= 235; y += 3) {
        const Yuv grey = graded({.contrast = 0.3, .saturation = -1}, {static_cast<std::uint8_t>(y), 30, 220});
        EXPECT_EQ(grey.u, 128);
        EXPECT_EQ(grey.v, 128);
    }
}

TEST(Look, SaturationDoublesColourAndLeavesLightness) {
    expect_near(graded({.saturation = 1}, kOrange), {150, 16, 212});
    expect_near(graded({.saturation = 0.5}, kOrange), {150, 41, 191});
}

TEST(Look, TemperatureTintsWhatIsNeitherBlackNorWhite) {
    expect_near(graded({.temperature = 1}, {126, 128, 128}), {126, 104, 146});
    expect_near(graded({.temperature = -0.5}, {126, 128, 128}), {126, 140, 119});
    EXPECT_EQ(graded({.temperature = 1}, kBlack).u, 128);
    EXPECT_EQ(graded({.temperature = 1}, kWhite).v, 128);
}

TEST(Look, VignetteDarkensTheCornersAndLeavesTheMiddle) {
    EXPECT_EQ(vignette_share(1, 32, 18, {64, 36}), 256);
    EXPECT_EQ(vignette_share(1, 64, 36, {64, 36}), 0);
    EXPECT_EQ(vignette_share(0.5, 0, 0, {64, 36}), 128);
    expect_near(graded({.vignette = 1}, kOrange), kOrange);
    EXPECT_LT(graded({.vignette = 1}, kOrange, 1, 1).y, 30);
    EXPECT_NEAR(graded({.vignette = 1}, kOrange, 1, 1).u, 128, 8);
}

TEST(Look, NeutralTablesChangeNoLegalColour) {
    const LookTables tables = look_tables({});
    for (std::size_t i = 16; i <= 235; ++i) EXPECT_EQ(tables.luma[i], i);
    for (std::size_t i = 16; i <= 240; ++i) EXPECT_EQ(tables.chroma[i], i);
}

TEST(Look, LeavesTheBarsBesideAPaddedClipBlack) {
    const TempDir folder;
    ClipSpec square = plain(kGrey, 5);
    square.size = {180, 180};
    make_clip(folder / "a.mp4", square);
    Draft draft = one_clip(folder / "a.mp4", Ms{100});
    draft.tracks[0].segments[0].fit = Fit::Pad;
    draft.tracks[0].segments[0].look.brightness = 0.5;
    (void)test::render(draft, folder / "out.mp4");
    const av::FramePtr frame = frame_of(folder / "out.mp4", 1, draft.rate);
    EXPECT_LT(mean_yuv(*frame, 30, 90).y, 20);
    EXPECT_NEAR(mean_yuv(*frame, 160, 90).y, 180, 4);
}

}  // namespace
}  // namespace takt::render::test
