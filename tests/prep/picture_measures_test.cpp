// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "prep/cached_measures.h"
#include "support/make_media.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace takt {
namespace {

using namespace test;

constexpr samples::Yuv kGrey{110, 128, 128};

/// An endless wall of stones, seen from `x`, `y` pixels further to the right and down; both >= 0.
void wall(AVFrame& picture, int x, int y) {
    for (int row = y / 20; row < y / 20 + 12; ++row) {
        for (int column = x / 30 - 1; column < x / 30 + 13; ++column) {
            // No two stones alike, or a move by one would not be seen.
            const auto luma = static_cast<std::uint8_t>(40 + (37 * (row + 13 * (column + 1))) % 180);
            samples::rectangle(picture, 30 * column - x + (row % 2) * 11, 20 * row - y, 26, 17, {luma, 128, 128});
        }
    }
}

PictureMeasures measured(const std::function<void(AVFrame&, int)>& paint, int frames = 90) {
    const TempDir folder;
    ClipSpec spec{.frames = frames, .numbered = false, .background = kGrey, .paint = paint};
    spec.options = {{"preset", "ultrafast"}, {"qp", "12"}};
    make_clip(folder / "clip.mp4", spec);
    return measure_pictures(folder / "clip.mp4");
}

double shake(const std::function<void(AVFrame&, int)>& paint) {
    return measured(paint).mean(&PictureSecond::shake);
}

TEST(Shake, IsOfAHandThatTremblesNotOfAPan) {
    const double pan = shake([](AVFrame& picture, int n) { wall(picture, 2 * n, 0); });
    const double steady = shake([](AVFrame& picture, int) { wall(picture, 5, 5); });
    const double trembling = shake([](AVFrame& picture, int n) {
        const auto tremor = [](double angle) { return 10 + static_cast<int>(6 * std::sin(angle)); };
        wall(picture, tremor(2.1 * n), tremor(1.7 * n));
    });
    EXPECT_LT(steady, 0.05);
    EXPECT_LT(pan, 0.3);
    EXPECT_GT(trembling, 0.5);
}

TEST(SceneChange, IsInTheSecondOfTheCut) {
    const PictureMeasures measures = measured([](AVFrame& picture, int n) {
        if (n < 50) {
            wall(picture, 0, 0);
        } else {
            samples::fill(picture, samples::kWhite);
            samples::disc(picture, 160, 90, 60, samples::kBlack);
        }
    });
    ASSERT_EQ(measures.seconds.size(), 3U);
    EXPECT_FALSE(measures.seconds[0].scene_change);
    EXPECT_TRUE(measures.seconds[1].scene_change);
    EXPECT_FALSE(measures.seconds[2].scene_change);
}

TEST(SceneChange, IsNotWhereTheCameraMovesOn) {
    const PictureMeasures measures = measured([](AVFrame& picture, int n) { wall(picture, 3 * n, n); });
    for (const PictureSecond& second : measures.seconds) EXPECT_FALSE(second.scene_change);
}

TEST(Subject, IsWhereSomethingMoves) {
    const auto ball_at = [](double x, double y) {
        return measured([=](AVFrame& picture, int n) {
            wall(picture, 0, 0);
            samples::disc(picture, x + 3 * (n % 5), y, 14, samples::kWhite);
        });
    };
    const PictureMeasures left = ball_at(50, 130);
    const PictureMeasures right = ball_at(260, 40);
    EXPECT_LT(left.mean(&PictureSecond::subject_x), 0.3);
    EXPECT_GT(left.mean(&PictureSecond::subject_y), 0.6);
    EXPECT_GT(right.mean(&PictureSecond::subject_x), 0.7);
    EXPECT_LT(right.mean(&PictureSecond::subject_y), 0.35);
}

TEST(Subject, IsInTheMiddleWhenNothingMoves) {
    const PictureMeasures measures = measured([](AVFrame& picture, int) { wall(picture, 0, 0); });
    EXPECT_DOUBLE_EQ(measures.mean(&PictureSecond::subject_x), 0.5);
}

TEST(MeasurePictures, LooksAtEveryFrameWhereFewAreReferences) {
    const TempDir folder;
    // Sixteen frames between two that others are made from: those alone would tell two pictures a second.
    ClipSpec spec{.frames = 90};
    spec.options = {{"preset", "veryfast"}, {"x264-params", "bframes=16:b-adapt=0:b-pyramid=0:scenecut=0"}};
    spec.gop_frames = 90;
    make_clip(folder / "clip.mp4", spec);
    const PictureMeasures measures = measure_pictures(folder / "clip.mp4");
    ASSERT_EQ(measures.seconds.size(), 3U);
    for (const PictureSecond& second : measures.seconds) {
        EXPECT_FALSE(second.frozen);
        EXPECT_GT(second.motion, 0);
    }
}

TEST(KeptMeasures, OfAnEarlierVersionAreMeasuredAnew) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 30});
    write_file(folder / "clip.measures.json", R"({"schema":"takt.measures/1","seconds":[{"brightness":0.9}]})");
    NoProgress quiet;
    const PictureMeasures measures =
        prep::cached_measures(folder / "clip.mp4", prep::measures_file(folder.path(), "clip"), quiet);
    EXPECT_NE(measures.seconds.at(0).brightness, 0.9);
    EXPECT_EQ(measures.measuring, kMeasuringVersion);
    const PictureMeasures kept = measures_from_json(read_file(folder / "clip.measures.json"));
    EXPECT_EQ(kept.measuring, kMeasuringVersion);
    EXPECT_NEAR(kept.seconds.at(0).brightness, measures.seconds[0].brightness, 1e-4);
}

TEST(KeptMeasures, HoldEverything) {
    PictureMeasures measures;
    measures.seconds = {{0.5, 0.25, 0.125, true, false, 0.75, true, 0.25, 0.625}};
    const PictureMeasures read = measures_from_json(measures_to_json(measures));
    ASSERT_EQ(read.seconds.size(), 1U);
    EXPECT_DOUBLE_EQ(read.seconds[0].shake, 0.75);
    EXPECT_TRUE(read.seconds[0].scene_change);
    EXPECT_DOUBLE_EQ(read.seconds[0].subject_x, 0.25);
    EXPECT_DOUBLE_EQ(read.seconds[0].subject_y, 0.625);
}

}  // namespace
}  // namespace takt
