// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/video_reader.h"

#include "support/make_media.h"
#include "support/read_media.h"

#include <gtest/gtest.h>

#include <random>

namespace takt::av {
namespace {

using test::TempDir;

int number_at(VideoReader& reader, Us time) {
    const AVFrame* frame = reader.at(time);
    return frame != nullptr ? test::read_number(*frame).value_or(-1) : -2;
}

TEST(VideoReader, GivesEveryFrameOnceAndInOrder) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 50, .first_number = 7});
    VideoReader reader(folder / "clip.mp4");
    for (int n = 0; n < 50; ++n) {
        const AVFrame* frame = reader.next();
        ASSERT_NE(frame, nullptr);
        EXPECT_EQ(test::read_number(*frame), n + 7);
        EXPECT_NEAR(seconds(reader.time()), n / 30.0, 1e-4);
    }
    EXPECT_EQ(reader.next(), nullptr);
    EXPECT_EQ(reader.next(), nullptr);
}

class AnyContainer : public testing::TestWithParam<const char*> {};

TEST_P(AnyContainer, ShowsTheSameFrameAtATimeHoweverItIsReached) {
    const TempDir folder;
    const auto clip = folder / GetParam();
    test::make_clip(clip, {.frames = 300, .gop_frames = 25});
    VideoReader reader(clip);
    std::mt19937 random(1);
    std::uniform_int_distribution<int> frames(0, 299);
    for (int i = 0; i < 60; ++i) {
        const int n = frames(random);
        // The middle of a frame's time: rounding in the container must not matter.
        ASSERT_EQ(number_at(reader, frame_time(n, {30, 1}) + Us{16'000}), n) << "look " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Containers, AnyContainer, testing::Values("clip.mp4", "clip.mov", "clip.mkv", "clip.avi"));

TEST(VideoReader, HoldsTheFirstAndTheLastFrameBeyondTheEnds) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 30});
    VideoReader reader(folder / "clip.mp4");
    EXPECT_EQ(number_at(reader, Us{-500'000}), 0);
    EXPECT_EQ(number_at(reader, std::chrono::seconds(60)), 29);
    EXPECT_EQ(number_at(reader, Us{0}), 0);
}

TEST(VideoReader, SeeksToTheFirstFrameNotBeforeATime) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 120});
    VideoReader reader(folder / "clip.mp4");
    for (const int n : {100, 3, 0, 60}) {
        reader.seek(frame_time(n, {30, 1}));
        for (int i = 0; i < 3; ++i) {
            const AVFrame* frame = reader.next();
            ASSERT_NE(frame, nullptr);
            EXPECT_EQ(test::read_number(*frame), n + i);
        }
    }
}

TEST(VideoReader, ShowsAStillForEver) {
    const TempDir folder;
    for (const char* name : {"still.jpg", "still.png", "still.webp"}) {
        test::make_still(folder / name, {.number = 42});
        VideoReader reader(folder / name);
        for (const int second : {0, 7, 3600, 1}) EXPECT_EQ(number_at(reader, std::chrono::seconds(second)), 42) << name;
    }
}

TEST(VideoReader, KeepsTheTimesOfAVariableRate) {
    const TempDir folder;
    const std::vector<Us> times{Us{0}, Us{40'000}, Us{50'000}, Us{200'000}, Us{233'000}};
    test::make_clip(folder / "clip.mp4", {.frames = 5, .times = times});
    VideoReader reader(folder / "clip.mp4");
    EXPECT_EQ(number_at(reader, Us{199'000}), 2);
    EXPECT_EQ(number_at(reader, Us{201'000}), 3);
}

}  // namespace
}  // namespace takt::av
