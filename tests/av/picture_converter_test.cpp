// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/picture_converter.h"

#include "support/colour_waves.h"
#include "support/pixel_error.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <tuple>

namespace takt::av {
namespace {

using test::colour_waves;
using test::Errors;
using test::pixel_error;

VideoStreamInfo hdr_stream(const AVFrame& frame, HdrKind kind, int clockwise_deg = 0) {
    VideoStreamInfo stream{.pixel_format = "yuv420p10le", .coded = {frame.width, frame.height}};
    stream.orientation = {clockwise_deg, false};
    stream.display = stored_size(stream.coded, stream.orientation);
    stream.colour.hdr = kind;
    stream.colour.matrix = "bt2020nc";
    stream.colour.full_range = frame.color_range == AVCOL_RANGE_JPEG;
    return stream;
}

FramePtr by_chain(const VideoStreamInfo& stream, const PictureTarget& target, AVFrame& frame) {
    FilterGraph graph(picture_chain(stream, target), frame, {1, 1000});
    graph.send(&frame);
    FramePtr out = make_frame();
    EXPECT_EQ(graph.receive(*out), Pull::Frame);
    return out;
}

FramePtr by_converter(const VideoStreamInfo& stream, const PictureTarget& target, const AVFrame& frame) {
    PictureConverter converter(stream, target, frame);
    FramePtr out = make_frame();
    converter.convert(frame, *out);
    return out;
}

class ToneMapped : public testing::TestWithParam<std::tuple<HdrKind, bool>> {
protected:
    [[nodiscard]] HdrKind kind() const { return std::get<0>(GetParam()); }
    [[nodiscard]] FramePtr picture(Size size, double noise) const {
        return colour_waves(size, kind(), std::get<1>(GetParam()), noise);
    }
};

INSTANTIATE_TEST_SUITE_P(Signals, ToneMapped,
                         testing::Combine(testing::Values(HdrKind::Hlg, HdrKind::Pq), testing::Bool()));

// The named errors, in 8-bit code values against the float chain, over all of BT.2020. Where a colour crosses the edge
// of BT.709 one of its screen signals passes zero, infinitely steep in light: only there is anything more than a few
// off.
constexpr double kSmoothMean = 0.2;
constexpr int kSmooth999th = 8;
constexpr int kSmoothMost = 32;

TEST_P(ToneMapped, FlatColoursEqualTheFloatChain) {
    constexpr int kPatch = 16;
    const FramePtr from = test::colour_patches({640, 640}, kPatch, kind(), std::get<1>(GetParam()));
    const VideoStreamInfo stream = hdr_stream(*from, kind());
    const PictureTarget target{.size = {640, 640}, .tone_map = true};
    const Errors errors =
        test::patch_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from), kPatch);
    EXPECT_LE(errors.mean, 0.1);
    EXPECT_LE(errors.most, 5);
}

TEST_P(ToneMapped, SmoothPicturesEqualTheFloatChain) {
    const FramePtr from = picture({640, 360}, 0);
    const VideoStreamInfo stream = hdr_stream(*from, kind());
    const PictureTarget target{.size = {640, 360}, .tone_map = true};
    ASSERT_EQ(picture_way(stream, target, *from), PictureWay::Tone);
    const Errors errors = pixel_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from));
    EXPECT_LE(errors.mean, kSmoothMean);
    EXPECT_LE(errors.at_999th, kSmooth999th);
    EXPECT_LE(errors.most, kSmoothMost);
}

TEST_P(ToneMapped, HalvedAndTurnedSmoothPicturesEqualTheFloatChain) {
    const FramePtr from = picture({1280, 720}, 0);
    const VideoStreamInfo stream = hdr_stream(*from, kind(), 90);
    const PictureTarget target{.size = {360, 640}, .tone_map = true};
    ASSERT_EQ(picture_way(stream, target, *from), PictureWay::Tone);
    const Errors errors = pixel_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from));
    EXPECT_LE(errors.mean, kSmoothMean);
    EXPECT_LE(errors.at_999th, kSmooth999th);
    EXPECT_LE(errors.most, kSmoothMost);
}

TEST_P(ToneMapped, OtherSizesAreScaledAsTheChainScales) {
    // Sensor noise, so that the kernel of the scaler matters.
    const FramePtr from = picture({640, 360}, 8);
    const VideoStreamInfo stream = hdr_stream(*from, kind());
    const PictureTarget target{.size = {480, 270}, .tone_map = true};
    ASSERT_EQ(picture_way(stream, target, *from), PictureWay::ScaleTone);
    const Errors errors = pixel_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from));
    EXPECT_LE(errors.mean, 0.5);
    EXPECT_LE(errors.at_999th, 11);
}

TEST_P(ToneMapped, NoisyPicturesStayCloseToTheFloatChain) {
    const FramePtr from = picture({640, 360}, 8);
    const VideoStreamInfo stream = hdr_stream(*from, kind());
    const PictureTarget target{.size = {640, 360}, .tone_map = true};
    const Errors errors = pixel_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from));
    // The chain interpolates chroma by cubics, the table's rows by straight lines: noise shows the difference.
    EXPECT_LE(errors.mean, 1.0);
    EXPECT_LE(errors.at_999th, 15);
}

TEST(PictureConverter, PassesOnWhatIsRightAlready) {
    const FramePtr from = make_picture(64, 48, AV_PIX_FMT_YUV420P);
    from->pts = 7;
    from->sample_aspect_ratio = {4, 3};
    av_dict_set(&from->metadata, "location", "+48+011/", 0);
    ASSERT_NE(av_frame_new_side_data(from.get(), AV_FRAME_DATA_DISPLAYMATRIX, 36), nullptr);
    const VideoStreamInfo stream{.coded = {64, 48}, .display = {64, 48}, .colour = {.matrix = "bt709"}};
    const FramePtr out = by_converter(stream, {.size = {64, 48}}, *from);
    EXPECT_EQ(out->data[0], from->data[0]);
    EXPECT_EQ(out->pts, 7);
    EXPECT_EQ(out->nb_side_data, 0);
    EXPECT_EQ(out->metadata, nullptr);
    EXPECT_EQ(av_cmp_q(out->sample_aspect_ratio, {1, 1}), 0);
    EXPECT_EQ(from->nb_side_data, 1) << "the source's own frame is left alone";
}

TEST(PictureConverter, UsesPicturesAgainThatNobodyHolds) {
    const FramePtr from = make_picture(64, 48, AV_PIX_FMT_YUV420P);
    VideoStreamInfo stream{.coded = {64, 48}, .display = {48, 64}, .colour = {.matrix = "bt709"}};
    stream.orientation = {90, false};
    PictureConverter converter(stream, {.size = {48, 64}}, *from);
    const FramePtr first = make_frame();
    const FramePtr second = make_frame();
    converter.convert(*from, *first);
    const std::uint8_t* const held = first->data[0];
    converter.convert(*from, *second);
    EXPECT_NE(second->data[0], held);
    av_frame_unref(first.get());
    converter.convert(*from, *first);
    EXPECT_EQ(first->data[0], held);
}

TEST(PictureConverter, LeavesOtherMatricesAndRangesToTheChain) {
    const FramePtr frame = make_picture(64, 48, AV_PIX_FMT_YUV420P);
    VideoStreamInfo stream{.coded = {64, 48}, .display = {64, 48}, .colour = {.matrix = "smpte170m"}};
    EXPECT_EQ(picture_way(stream, {.size = {64, 48}}, *frame), PictureWay::Chain);
    stream.colour.matrix = "bt709";
    EXPECT_EQ(picture_way(stream, {.size = {64, 48}}, *frame), PictureWay::PassOn);
    stream.colour.full_range = true;
    EXPECT_EQ(picture_way(stream, {.size = {64, 48}}, *frame), PictureWay::Chain);
}

TEST(PictureConverter, PlacesToneMappedPicturesOnOtherShapes) {
    const FramePtr from = colour_waves({640, 360}, HdrKind::Hlg, false, 0);
    const VideoStreamInfo stream = hdr_stream(*from, HdrKind::Hlg, 90);
    for (const Fit fit : {Fit::Crop, Fit::Pad, Fit::Blur}) {
        const PictureTarget target{.size = {640, 360}, .fit = fit, .tone_map = true};
        const Errors errors = pixel_error(*by_converter(stream, target, *from), *by_chain(stream, target, *from));
        EXPECT_LE(errors.mean, kSmoothMean) << static_cast<int>(fit);
    }
}

}  // namespace
}  // namespace takt::av
