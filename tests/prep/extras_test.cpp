// SPDX-License-Identifier: GPL-3.0-or-later
// What execute() learns and writes beside its output.
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numeric>

namespace takt::test {
namespace {

struct Ran {
    Plan plan;
    Executed seen;
    std::filesystem::path path;
};

Ran run(const std::filesystem::path& input, const Extras& extras, const Wishes& wishes = {}) {
    const MediaInfo info = probe(input);
    Ran outcome;
    outcome.plan = plan_preparation(info, judge(info, {}, wishes), {}, wishes);
    outcome.path = input.parent_path() / ("out." + outcome.plan.extension);
    NoProgress quiet;
    outcome.seen = execute(outcome.plan, outcome.path, quiet, {}, extras);
    return outcome;
}

std::vector<int> numbers_from(int first, int count, int step = 1) {
    std::vector<int> list;
    for (int i = 0; i < count; ++i) list.push_back(first + i * step);
    return list;
}

/// The one frame of a thumbnail, written out to be read.
samples::Yuv colour_of(const TempDir& folder, const Thumbnail& thumbnail) {
    const auto path = folder / "thumbnail.jpg";
    std::ofstream(path, std::ios::binary) << thumbnail.jpeg;
    samples::Yuv colour{};
    for_each_frame(path, [&](const AVFrame& frame, Us) { colour = mean_yuv(frame, frame.width / 2, 12); });
    return colour;
}

/// Dark for the first half, bright for the second.
ClipSpec dark_then_bright(const std::string& codec) {
    ClipSpec spec;
    spec.frames = 60;
    spec.codec = codec;
    spec.numbered = false;
    spec.paint = [](AVFrame& picture, int index) {
        const int luma = index < 30 ? 60 : 200;
        for (int y = 0; y < picture.height; ++y) {
            std::fill_n(picture.data[0] + static_cast<std::ptrdiff_t>(y) * picture.linesize[0], picture.width,
                        static_cast<std::uint8_t>(luma));
        }
    };
    return spec;
}

class ExtrasOf : public testing::TestWithParam<const char*> {};  // copied as it is, and encoded

TEST_P(ExtrasOf, ThumbnailsShowTheMiddlesOfEqualParts) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", dark_then_bright(GetParam()));
    const auto outcome = run(folder / "clip.mp4", {.proxy = {}, .thumbnails = 2});
    ASSERT_EQ(outcome.seen.thumbnails.size(), 2U);
    EXPECT_NEAR(seconds(outcome.seen.thumbnails[0].time), 0.5, 0.04);
    EXPECT_NEAR(seconds(outcome.seen.thumbnails[1].time), 1.5, 0.04);
    // JPEG is full range: 60 → 51, 200 → 214.
    EXPECT_NEAR(colour_of(folder, outcome.seen.thumbnails[0]).y, 51, 6);
    EXPECT_NEAR(colour_of(folder, outcome.seen.thumbnails[1]).y, 214, 6);
}

TEST_P(ExtrasOf, MeasuresAreThoseOfTheWrittenFile) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", dark_then_bright(GetParam()));
    const auto outcome = run(folder / "clip.mp4", {.proxy = {}, .measures = true});
    const PictureMeasures again = measure_pictures(outcome.path);
    ASSERT_TRUE(outcome.seen.measures);
    ASSERT_EQ(outcome.seen.measures->seconds.size(), again.seconds.size());
    for (std::size_t i = 0; i < again.seconds.size(); ++i) {
        EXPECT_NEAR(outcome.seen.measures->seconds[i].brightness, again.seconds[i].brightness, 0.02);
        EXPECT_NEAR(outcome.seen.measures->seconds[i].motion, again.seconds[i].motion, 0.02);
    }
}

TEST_P(ExtrasOf, TheProxyShowsEveryFrameSmall) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.size = {1280, 720}, .frames = 20, .codec = GetParam()});
    const auto outcome = run(folder / "clip.mp4", {.proxy = folder / "proxy.mp4"});
    EXPECT_EQ(read_numbers(folder / "proxy.mp4"), numbers_from(0, 20));
    EXPECT_EQ(probe(folder / "proxy.mp4").video()->coded, (Size{640, 360}));
}

TEST_P(ExtrasOf, LoudnessIsMeasured) {
    const TempDir folder;
    // A 440 Hz sine of amplitude a in both channels is at 20·log10(a) − 0.691 + K(440 Hz) LUFS, within a decibel of
    // 20·log10(a).
    make_clip(folder / "clip.mp4",
              {.frames = 90, .codec = GetParam(), .clicks_s = std::vector<double>{}, .tone_level = 0.1});
    const auto outcome = run(folder / "clip.mp4", {.proxy = {}, .loudness = true});
    ASSERT_TRUE(outcome.seen.loudness);
    EXPECT_NEAR(outcome.seen.loudness->integrated_lufs.value_or(0), -20, 1.5);
    EXPECT_NEAR(outcome.seen.loudness->true_peak_dbtp, -20, 1);
}

INSTANTIATE_TEST_SUITE_P(CopiedAndEncoded, ExtrasOf, testing::Values("libx264", "mpeg4"));

TEST(Extras, SilenceHasNoLoudness) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.clicks_s = std::vector<double>{}});
    const auto outcome = run(folder / "clip.mov", {.proxy = {}, .loudness = true});
    ASSERT_TRUE(outcome.seen.loudness);
    EXPECT_FALSE(outcome.seen.loudness->integrated_lufs);
}

TEST(Execute, TellsWhatItProvedToBeGone) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.metadata = {{"location", "+48.1000+011.5000/"}, {"make", "Apple"}}});
    const auto outcome = run(folder / "clip.mov", {});
    EXPECT_THAT(outcome.seen.removed, testing::IsSupersetOf({"location", "device"}));
    EXPECT_FALSE(probe(outcome.path).location);
}

TEST(Execute, KeepsMetadataWhenAskedTo) {
    for (const char* codec : {"libx264", "mpeg4"}) {
        const TempDir folder;
        make_clip(folder / "clip.mov", {.codec = codec, .metadata = {{"location", "+48.1000+011.5000/"}}});
        const auto outcome = run(folder / "clip.mov", {}, {.keep_metadata = true});
        EXPECT_THAT(outcome.seen.removed, testing::IsEmpty());
        EXPECT_EQ(probe(outcome.path).location, "+48.1000+011.5000/") << codec;
    }
}

TEST(Execute, SlowMotionShowsEveryFrameOfAHighSpeedRecordingOnceAt30Fps) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.rate = {120, 1}, .frames = 120, .clicks_s = std::vector{0.5}});
    const auto outcome = run(folder / "clip.mp4", {}, {.slow_motion = SlowMotion::Slow});
    EXPECT_EQ(read_numbers(outcome.path), numbers_from(0, 120));
    const MediaInfo info = probe(outcome.path);
    EXPECT_EQ(info.video()->measured_rate, (FrameRate{30, 1}));
    EXPECT_EQ(info.audio(), nullptr);
    EXPECT_NEAR(seconds(outcome.plan.duration), 4, 0.01);
}

TEST(Execute, SlowMotionKeepsTheTrimmedPartOnly) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.rate = {120, 1}, .frames = 120});
    const auto outcome =
        run(folder / "clip.mp4", {}, {.trim = {Us{250'000}, Us{500'000}}, .slow_motion = SlowMotion::Slow});
    EXPECT_EQ(read_numbers(outcome.path), numbers_from(30, 30));
}

TEST(Execute, RealTimePassesOverFramesOfAHighSpeedRecording) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.rate = {120, 1}, .frames = 120});
    const auto outcome = run(folder / "clip.mp4", {}, {.slow_motion = SlowMotion::Real});
    EXPECT_EQ(read_numbers(outcome.path), numbers_from(0, 60, 2));
}

}  // namespace
}  // namespace takt::test
