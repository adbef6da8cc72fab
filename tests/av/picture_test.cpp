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

/// A clear, a half clear and a solid red third over `background_rgb`.
FramePtr over_background(std::uint32_t background_rgb) {
    const FramePtr red = make_picture(96, 64, AV_PIX_FMT_RGBA);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            std::uint8_t* const pixel = red->data[0] + y * red->linesize[0] + 4 * x;
            pixel[0] = 255;
            pixel[1] = pixel[2] = 0;
            pixel[3] = static_cast<std::uint8_t>(x < 32 ? 0 : x < 64 ? 128 : 255);
        }
    }
    const VideoStreamInfo info{.pixel_format = "rgba", .coded = {96, 64}, .display = {96, 64}, .has_alpha = true};
    FilterGraph graph(picture_chain(info, {.size = {96, 64}, .background_rgb = background_rgb}), *red, {1, 30});
    graph.send(red.get());
    FramePtr out = make_frame();
    EXPECT_EQ(graph.receive(*out), Pull::Frame) << "the picture answers at once";
    return out;
}

/// BT.709 limited range of a colour.
samples::Yuv code_of(double r, double g, double b) {
    const double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const auto whole = [](double value) { return static_cast<std::uint8_t>(std::lround(value)); };
    return {whole(16 + 219 * y / 255), whole(128 + 224 * (b - y) / 1.8556 / 255),
            whole(128 + 224 * (r - y) / 1.5748 / 255)};
}

TEST(PictureChain, LaysTransparencyOverTheBackground) {
    constexpr int kTolerance = 2;
    for (const std::uint32_t rgb : {0x000000U, 0xFFFFFFU, 0x2060C0U}) {
        const FramePtr out = over_background(rgb);
        const double r = rgb >> 16;
        const double g = rgb >> 8 & 0xFF;
        const double b = rgb & 0xFF;
        const auto expect = [&](int x, const samples::Yuv& expected) {
            const auto seen = test::mean_yuv(*out, x, 32);
            EXPECT_NEAR(seen.y, expected.y, kTolerance) << rgb << " at " << x;
            EXPECT_NEAR(seen.u, expected.u, kTolerance) << rgb << " at " << x;
            EXPECT_NEAR(seen.v, expected.v, kTolerance) << rgb << " at " << x;
        };
        expect(16, code_of(r, g, b));
        expect(48, code_of((r + 255) / 2, g / 2, b / 2));
        expect(80, code_of(255, 0, 0));
    }
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
