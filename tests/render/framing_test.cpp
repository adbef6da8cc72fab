// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/framing.h"

#include <gtest/gtest.h>

namespace takt::render {
namespace {

constexpr Size kWide{1920, 1080};
constexpr Size kTall{1080, 1920};

void expect_near(const Window& got, const Window& wanted) {
    constexpr double kRounding = 1e-9;
    EXPECT_NEAR(got.left, wanted.left, kRounding);
    EXPECT_NEAR(got.top, wanted.top, kRounding);
    EXPECT_NEAR(got.width, wanted.width, kRounding);
    EXPECT_NEAR(got.height, wanted.height, kRounding);
}

TEST(Framing, UnzoomedWindowIsTheWholeSource) {
    expect_near(window_of({}, {1280, 720}, kWide), {0, 0, 1, 1});
}

TEST(Framing, ZoomNarrowsTheWindowAroundItsPoint) {
    const View view{0.5, 0.25, 2};
    expect_near(window_of({.begin = view, .end = view}, kWide, kWide), {0.25, 0, 0.5, 0.5});
}

TEST(Framing, WindowStaysInsideTheSource) {
    const View corner{1, 0, 4};
    expect_near(window_of({.begin = corner, .end = corner}, kWide, kWide), {0.75, 0, 0.25, 0.25});
}

TEST(Framing, UnzoomedOnlyWhatFitCropsCanMove) {
    const View right{1, 1, 1};
    const double share = 1080.0 / 1920 * 1080 / 1920;  // of a wide picture's width on a tall canvas
    expect_near(window_of({.begin = right, .end = right}, kWide, kTall), {1 - share, 0, share, 1});
}

TEST(Framing, ViewMovesInAStraightLineAndNeverLeavesTheSource) {
    Framing framing{.begin = {0, 0, 1}, .end = {1, 1, 3}};
    double last_left = -1;
    for (int step = -3; step <= 23; ++step) {
        framing.passed = step / 20.0;
        const Window window = window_of(framing, kWide, kWide);
        EXPECT_GE(window.left, -1e-9);
        EXPECT_LE(window.left + window.width, 1 + 1e-9);
        EXPECT_GE(window.left, last_left - 1e-9);
        last_left = window.left;
    }
    framing.passed = 0.5;
    const Window middle = window_of(framing, kWide, kWide);
    EXPECT_NEAR(middle.width, 0.5, 1e-9);
}

TEST(Framing, PaddedPictureLeavesBarsThatZoomFills) {
    const Framing framing{.fit = Fit::Pad};
    const Window window = window_of(framing, kTall, kWide);
    EXPECT_GT(window.width, 3);
    EXPECT_NEAR(window.left + window.width / 2, 0.5, 1e-9);
    EXPECT_EQ(covered_area(framing, kTall, kWide), (Area{656, 0, {608, 1080}}));
    EXPECT_EQ(covered_area({.fit = Fit::Pad, .begin = {0.5, 0.5, 4}, .end = {0.5, 0.5, 4}}, kTall, kWide),
              (Area{0, 0, kWide}));
}

TEST(Framing, WholeSourceIsWantedNoLargerThanItsClosestMoment) {
    const View close{0.5, 0.5, 1.5};
    EXPECT_EQ(whole_size({.end = close}, {3840, 2160}, kWide), (Size{2880, 1620}));
    EXPECT_EQ(whole_size({.end = close}, {1280, 720}, kWide), (Size{1280, 720}));
}

TEST(Framing, TurnsAddToTheStreamsOwn) {
    VideoStreamInfo stream{.display = {100, 200}, .orientation = {90, false}};
    EXPECT_EQ(turned(stream, {.rotation = 90}).orientation, (Orientation{180, false}));
    EXPECT_EQ(turned(stream, {.rotation = 90}).display, (Size{200, 100}));
    EXPECT_EQ(turned(stream, {.rotation = 270}).orientation, (Orientation{0, false}));
    // A quarter to the right and then mirrored is mirrored and then a quarter to the left.
    EXPECT_EQ(turned(stream, {.mirrored = true}).orientation, (Orientation{270, true}));
    EXPECT_EQ(turned(stream, {.mirrored = true, .flipped = true}).orientation, (Orientation{270, false}));
    EXPECT_EQ(turned(stream, {.flipped = true}).display, (Size{100, 200}));
}

TEST(Letterbox, LeavesThePictureOfItsShapeInTheMiddle) {
    EXPECT_EQ(letterboxed(kWide, 2.39), (Area{0, 138, {1920, 804}}));
    EXPECT_EQ(letterboxed(kWide, 1), (Area{420, 0, {1080, 1080}}));
    EXPECT_EQ(letterboxed(kWide, 16.0 / 9), (Area{0, 0, kWide}));
}

}  // namespace
}  // namespace takt::render
