// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/describe.h"
#include "av/filter_graph.h"
#include "av/loudness.h"
#include "av/luma.h"
#include "av/picture_chain.h"
#include "av/video_reader.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace takt::av {
namespace {

using test::TempDir;

/// The first frame of `clip` through the chain to `target`.
FramePtr converted(const std::filesystem::path& clip, PictureTarget target) {
    VideoReader reader(clip);
    const AVFrame* first = reader.next();
    const VideoStreamInfo info = describe_video(reader.stream(), first);
    target.tone_map = info.colour.hdr != HdrKind::None;
    FilterGraph graph(picture_chain(info, target), *first, reader.stream().time_base);
    graph.send(const_cast<AVFrame*>(first));
    graph.send(nullptr);
    FramePtr out = make_frame();
    EXPECT_EQ(graph.receive(*out), Pull::Frame);
    return out;
}

class Turned : public testing::TestWithParam<int> {};

TEST_P(Turned, PicturesComeOutUpright) {
    const TempDir folder;
    test::make_clip(folder / "clip.mov",
                    {.size = {320, 180}, .frames = 1, .first_number = 99, .clockwise_deg = GetParam()});
    VideoReader reader(folder / "clip.mov");
    const VideoStreamInfo info = describe_video(reader.stream(), reader.next());
    EXPECT_EQ(info.orientation.clockwise_deg, GetParam());
    EXPECT_EQ(info.display, (Size{320, 180}));
    const FramePtr upright = converted(folder / "clip.mov", {.size = {320, 180}});
    EXPECT_EQ(test::read_number(*upright), 99);
}

INSTANTIATE_TEST_SUITE_P(Quarters, Turned, testing::Values(0, 90, 180, 270));

TEST(PictureChain, FillsTheCanvasInEveryFit) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.size = {320, 180}, .frames = 1, .first_number = 5});
    for (const Fit fit : {Fit::Crop, Fit::Pad, Fit::Blur}) {
        const FramePtr out = converted(folder / "clip.mp4", {.size = {180, 320}, .fit = fit});
        EXPECT_EQ((Size{out->width, out->height}), (Size{180, 320}));
        EXPECT_EQ(test::read_number(*out, test::placed({320, 180}, {180, 320}, fit)), 5) << static_cast<int>(fit);
    }
}

TEST(PictureChain, ScalesHdrBeforeItToneMapsAndTurnsLast) {
    VideoStreamInfo stream{.coded = {3840, 2160}, .display = {2160, 3840}, .orientation = {90, false}};
    stream.colour.hdr = HdrKind::Hlg;
    const std::string chain = picture_chain(stream, {.size = {1080, 1920}, .tone_map = true});
    EXPECT_LT(chain.find("w=1920:h=1080"), chain.find("tonemap"));
    EXPECT_LT(chain.find("tonemap"), chain.find("transpose"));
}

TEST(PictureChain, ExpandsNothingOfLimitedRangeAndCompressesFullRange) {
    const TempDir folder;
    const samples::Yuv grey{120, 128, 128};
    test::make_clip(folder / "limited.mp4", {.frames = 1, .numbered = false, .background = grey});
    test::make_clip(folder / "full.mp4",
                    {.frames = 1, .range = AVCOL_RANGE_JPEG, .numbered = false, .background = grey});
    constexpr int kTolerance = 2;
    EXPECT_NEAR(test::mean_yuv(*converted(folder / "limited.mp4", {.size = {320, 180}}), 160, 90).y, 120, kTolerance);
    EXPECT_NEAR(test::mean_yuv(*converted(folder / "full.mp4", {.size = {320, 180}}), 160, 90).y, 16 + 120 * 219 / 255,
                kTolerance);
}

TEST(PictureChain, LaysTransparencyOverBlack) {
    const FramePtr clear = make_picture(64, 64, AV_PIX_FMT_RGBA);
    for (int y = 0; y < 64; ++y) std::fill_n(clear->data[0] + y * clear->linesize[0], 64 * 4, std::uint8_t{255});
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) clear->data[0][y * clear->linesize[0] + 4 * x + 3] = x < 32 ? 0 : 255;
    }
    const VideoStreamInfo info{.pixel_format = "rgba", .coded = {64, 64}, .display = {64, 64}, .has_alpha = true};
    FilterGraph graph(picture_chain(info, {.size = {64, 64}}), *clear, {1, 30});
    graph.send(clear.get());
    graph.send(nullptr);
    const FramePtr out = make_frame();
    ASSERT_EQ(graph.receive(*out), Pull::Frame);
    EXPECT_NEAR(test::mean_yuv(*out, 16, 32).y, 16, 2);
    EXPECT_GT(test::mean_yuv(*out, 56, 32).y, 180);
}

TEST(LumaSampler, MeasuresBlackWhiteAndDifference) {
    const FramePtr black = make_picture(640, 360, AV_PIX_FMT_YUV420P);
    const FramePtr white = make_picture(640, 360, AV_PIX_FMT_YUV420P);
    for (const auto& [frame, luma] : {std::pair{black.get(), 16}, std::pair{white.get(), 235}}) {
        std::fill_n(frame->data[0], frame->linesize[0] * frame->height, static_cast<std::uint8_t>(luma));
        std::fill_n(frame->data[1], frame->linesize[1] * frame->height / 2, std::uint8_t{128});
        std::fill_n(frame->data[2], frame->linesize[2] * frame->height / 2, std::uint8_t{128});
    }
    LumaSampler sampler;
    const LumaGrid dark = sampler.sample(*black);
    const LumaGrid light = sampler.sample(*white);
    EXPECT_NEAR(mean(dark), 0, 1);
    EXPECT_NEAR(mean(light), 255, 1);
    EXPECT_NEAR(difference(dark, light), 255, 2);
    EXPECT_EQ(share_below(dark, 10), 1);
    EXPECT_NEAR(gradient(light), 0, 0.1);
}

TEST(LoudnessMeter, ReadsTheReferenceToneOfEbuTech3341) {
    // A stereo 1 kHz sine at −23 dBFS peak in each channel reads −23 LUFS.
    std::vector<float> tone(48'000 * 2 * 20);
    for (std::size_t i = 0; i < tone.size() / 2; ++i) {
        const double phase = 2 * std::numbers::pi * 1000 * static_cast<double>(i) / 48'000;
        tone[2 * i] = tone[2 * i + 1] = static_cast<float>(std::pow(10, -23.0 / 20) * std::sin(phase));
    }
    LoudnessMeter meter(48'000);
    meter.add(tone);
    ASSERT_TRUE(meter.integrated_lufs());
    EXPECT_NEAR(*meter.integrated_lufs(), -23, 0.1);
    EXPECT_NEAR(meter.true_peak_dbtp(), -23, 0.2);
}

TEST(LoudnessMeter, HearsNothingInSilence) {
    LoudnessMeter meter(48'000);
    meter.add(std::vector<float>(96'000, 0.0F));
    EXPECT_FALSE(meter.integrated_lufs());
    EXPECT_TRUE(std::isinf(meter.true_peak_dbtp()));
}

}  // namespace
}  // namespace takt::av
