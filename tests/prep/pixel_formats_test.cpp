// SPDX-License-Identifier: GPL-3.0-or-later
// One red, stored in every way cameras and editors store it, is the same red afterwards; frames keep their numbers.
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace takt::test {
namespace {

// Red at three quarters, in BT.709 limited range.
constexpr samples::Yuv kRed709{51, 109, 212};
// Two conversions to 8 bits and an encoder.
constexpr int kTolerance = 3;

void expect_red(const std::filesystem::path& path) {
    for_each_frame(path, [](const AVFrame& frame, Us) {
        const samples::Yuv seen = mean_yuv(frame, frame.width / 10, frame.height / 10, 6);
        EXPECT_NEAR(seen.y, kRed709.y, kTolerance);
        EXPECT_NEAR(seen.u, kRed709.u, kTolerance);
        EXPECT_NEAR(seen.v, kRed709.v, kTolerance);
    });
}

struct Stored {
    std::string name;
    std::string codec;
    AVPixelFormat format;
    std::string file = "clip.mov";
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorRange range = AVCOL_RANGE_MPEG;
    samples::Yuv red = kRed709;  ///< as this matrix and range store it
};

void PrintTo(const Stored& stored, std::ostream* out) {
    *out << stored.name;
}

class PixelFormats : public testing::TestWithParam<Stored> {};

TEST_P(PixelFormats, BecomeTheSameRedInEightBit420) {
    const Stored stored = GetParam();
    const TempDir folder;
    make_clip(folder / stored.file, {.frames = 10,
                                     .codec = stored.codec,
                                     .format = stored.format,
                                     .matrix = stored.matrix,
                                     .range = stored.range,
                                     .background = stored.red});
    const Prepared prepared = prepare(folder / stored.file);
    const VideoStreamInfo video = *probe(prepared.path).video();
    EXPECT_EQ(video.pixel_format, "yuv420p");
    EXPECT_FALSE(video.colour.full_range);
    EXPECT_EQ(video.colour.matrix, "bt709");
    expect_red(prepared.path);
    EXPECT_THAT(read_numbers(prepared.path), testing::ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
}

std::string stored_name(const testing::TestParamInfo<Stored>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, PixelFormats,
    testing::Values(
        Stored{"h264_422", "libx264", AV_PIX_FMT_YUV422P}, Stored{"h264_444", "libx264", AV_PIX_FMT_YUV444P},
        Stored{"h264_rgb", "libx264rgb", AV_PIX_FMT_RGB24, "clip.mkv", AVCOL_SPC_RGB, AVCOL_RANGE_JPEG},
        Stored{"h264_10_bit", "libx264", AV_PIX_FMT_YUV420P10},
        Stored{"h264_422_10_bit", "libx264", AV_PIX_FMT_YUV422P10},
        Stored{"hevc_10_bit_sdr", "libx265", AV_PIX_FMT_YUV420P10},
        Stored{"prores_422_10_bit", "prores_ks", AV_PIX_FMT_YUV422P10},
        Stored{"png_in_mov", "png", AV_PIX_FMT_RGB24, "clip.mov", AVCOL_SPC_RGB, AVCOL_RANGE_JPEG},
        Stored{
            "full_range", "libx264", AV_PIX_FMT_YUV420P, "clip.mp4", AVCOL_SPC_BT709, AVCOL_RANGE_JPEG, {41, 106, 224}},
        Stored{
            "bt601", "libx264", AV_PIX_FMT_YUV420P, "clip.mp4", AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG, {65, 100, 212}},
        Stored{"bt601_full_range",
               "libx264",
               AV_PIX_FMT_YUV420P,
               "clip.mp4",
               AVCOL_SPC_BT470BG,
               AVCOL_RANGE_JPEG,
               {57, 96, 224}}),
    stored_name);

TEST(PixelShapes, ThatAreNotSquareBecomeSquare) {
    const TempDir folder;
    // Stored 240×180, shown 320×180.
    make_clip(folder / "clip.mp4", {.size = {240, 180}, .frames = 5, .sample_aspect = {4, 3}});
    const Prepared prepared = prepare(folder / "clip.mp4");
    const VideoStreamInfo video = *probe(prepared.path).video();
    EXPECT_EQ(video.display, (Size{320, 180}));
    EXPECT_EQ(video.coded, (Size{320, 180}));
    EXPECT_EQ(video.sample_aspect_num, video.sample_aspect_den);
}

/// How much neighbouring rows differ more than every second row does: high in a combed picture.
double combing(const AVFrame& frame) {
    double near = 0;
    double far = 0;
    for (int row = 0; row + 2 < frame.height; ++row) {
        for (int x = 0; x < frame.width; ++x) {
            const auto at = [&](int y) { return static_cast<int>(frame.data[0][y * frame.linesize[0] + x]); };
            near += std::abs(at(row) - at(row + 1));
            far += std::abs(at(row) - at(row + 2));
        }
    }
    return near / (far + 1);
}

TEST(Interlaced, FieldsOfTwoMomentsBecomeOneSmoothPicture) {
    for (const char* first : {"tff=1", "bff=1"}) {
        const TempDir folder;
        ClipSpec spec{.frames = 30, .options = {{"preset", "veryfast"}, {"crf", "15"}, {"x264-params", first}}};
        spec.numbered = false;
        spec.background = samples::Yuv{60, 128, 128};
        spec.paint = [&](AVFrame& picture, int index) {
            // A bar that moves 8 pixels from field to field.
            for (int row = 0; row < picture.height; ++row) {
                const bool second_field = (row % 2 == 0) != (first[0] == 't');
                const int x = 16 * index % 200 + (second_field ? 8 : 0);
                for (int column = x; column < x + 40; ++column)
                    picture.data[0][row * picture.linesize[0] + column] = 200;
            }
        };
        make_clip(folder / "clip.mp4", spec);
        ASSERT_TRUE(probe(folder / "clip.mp4").video()->interlaced) << first;
        const Prepared prepared = prepare(folder / "clip.mp4");
        EXPECT_FALSE(probe(prepared.path).video()->interlaced);
        double combed = 0;
        for_each_frame(folder / "clip.mp4",
                       [&](const AVFrame& frame, Us) { combed = std::max(combed, combing(frame)); });
        EXPECT_GT(combed, 2) << first;
        int count = 0;
        for_each_frame(prepared.path, [&](const AVFrame& frame, Us) {
            ++count;
            EXPECT_LT(combing(frame), 1.5) << first << " frame " << count;
        });
        EXPECT_EQ(count, 30);
    }
}

TEST(Alpha, ShowsTheChosenBackgroundThroughTheHoles) {
    for (const char* file : {"clip.mov", "clip.webm"}) {
        const TempDir folder;
        const bool webm = std::string(file).ends_with("webm");
        // make_clip draws no holes: everything is opaque, and what is opaque hides the background.
        make_clip(folder / file, {.frames = 3,
                                  .codec = webm ? "libvpx-vp9" : "qtrle",
                                  .format = webm ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_ARGB,
                                  .matrix = webm ? AVCOL_SPC_BT709 : AVCOL_SPC_RGB,
                                  .background = kRed709});
        const MediaInfo info = probe(folder / file);
        ASSERT_TRUE(info.video()->has_alpha) << file;
        const Wishes wishes{.background_rgb = 0x00ff00};
        const Plan plan = plan_preparation(info, judge(info, {}, wishes), {}, wishes);
        NoProgress quiet;
        execute(plan, folder / "out.mp4", quiet);
        expect_red(folder / "out.mp4");
    }
}

}  // namespace
}  // namespace takt::test
