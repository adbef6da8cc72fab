// SPDX-License-Identifier: GPL-3.0-or-later
// What only shows at length and at size: drift over twelve minutes of a variable rate, and 4K at 60 frames in HDR.
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>
#include <random>

namespace takt::test {
namespace {

/// As a phone's clock jitters in dim light: 20 to 50 ms a frame, now and then a frame is missing.
std::vector<Us> phone_times(Us length) {
    std::minstd_rand random(7);
    std::vector<Us> times;
    for (Us time{0}; time < length;) {
        times.push_back(time);
        const auto step = static_cast<int>(20'000 + random() % 30'000);
        time += Us{random() % 40 == 0 ? 2 * step : step};
    }
    return times;
}

TEST(LongClip, OfTwelveMinutesAtAVariableRateNeverDrifts) {
    const TempDir folder;
    const Us length = std::chrono::minutes{12};
    ClipSpec spec{.size = {160, 90}};
    spec.times = phone_times(length);
    spec.frames = static_cast<int>(spec.times.size());
    spec.clicks_s = std::vector{0.5, 180.25, 360.5, 540.75, 719.5};
    make_clip(folder / "long.mp4", spec);

    const Prepared prepared = prepare(folder / "long.mp4");
    const MediaInfo made = probe(prepared.path);
    EXPECT_FALSE(made.video()->variable_rate);
    const Us frame = frame_time(1, made.video()->measured_rate);
    const std::vector<int> numbers = read_numbers(prepared.path);
    const std::vector<Us> shown = read_times(prepared.path);
    ASSERT_EQ(numbers.size(), shown.size());
    int early_or_late = 0;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        const auto source = static_cast<std::size_t>(numbers[n]);
        ASSERT_LT(source, spec.times.size()) << "frame " << n;
        const Us end = source + 1 < spec.times.size() ? spec.times[source + 1] : length + frame;
        early_or_late += spec.times[source] > shown[n] + frame / 2 || end < shown[n] - frame / 2;
    }
    EXPECT_EQ(early_or_late, 0) << "of " << numbers.size();
    EXPECT_GE(numbers.back(), spec.frames - 2);
    EXPECT_NEAR(seconds(shown.back()), seconds(spec.times.back()), seconds(frame));
    const std::vector<double> clicks = find_clicks(prepared.path);
    EXPECT_THAT(clicks, testing::Pointwise(testing::DoubleNear(0.003), *spec.clicks_s));
}

TEST(LargeClip, OfFourKAtSixtyFramesInHdrBecomesTheUploadProfile) {
    const TempDir folder;
    ClipSpec spec{.rate = {60, 1},
                  .frames = 20,
                  .codec = "libx265",
                  .format = AV_PIX_FMT_YUV420P10,
                  .primaries = AVCOL_PRI_BT2020,
                  .transfer = AVCOL_TRC_ARIB_STD_B67,
                  .matrix = AVCOL_SPC_BT2020_NCL,
                  .background = samples::Yuv{150, 110, 150}};
    make_clip(folder / "small.mov", spec);
    spec.size = {3840, 2160};
    make_clip(folder / "large.mov", spec);

    const auto colour = [&](const Prepared& prepared) {
        std::optional<samples::Yuv> seen;
        for_each_frame(prepared.path, [&](const AVFrame& frame, Us) {
            if (!seen) seen = mean_yuv(frame, frame.width / 2, frame.height / 8);
        });
        return seen.value_or(samples::Yuv{});
    };
    const Prepared large = prepare(folder / "large.mov");
    const VideoStreamInfo video = *probe(large.path).video();
    EXPECT_EQ(video.display, (Size{1920, 1080}));
    EXPECT_EQ(video.measured_rate, (FrameRate{60, 1}));
    EXPECT_EQ(video.pixel_format, "yuv420p");
    EXPECT_EQ(video.colour.hdr, HdrKind::None);
    std::vector<int> numbers(20);
    std::iota(numbers.begin(), numbers.end(), 0);
    EXPECT_EQ(read_numbers(large.path), numbers);
    const samples::Yuv wanted = colour(prepare(folder / "small.mov"));
    const samples::Yuv found = colour(large);
    EXPECT_NEAR(found.y, wanted.y, 1);
    EXPECT_NEAR(found.u, wanted.u, 1);
    EXPECT_NEAR(found.v, wanted.v, 1);
}

}  // namespace
}  // namespace takt::test
