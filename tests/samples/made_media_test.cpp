// SPDX-License-Identifier: GPL-3.0-or-later
// The tests' own eyes and ears: what support/make_media writes is what support/read_media reads.
#include "av/describe.h"
#include "av/video_reader.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

namespace takt::test {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Pointwise;
using testing::SizeIs;

constexpr double kClickTolerance_s = 0.001;

MATCHER(IsSameMoment, "") {
    return std::abs(std::get<0>(arg) - std::get<1>(arg)) <= kClickTolerance_s;
}

std::vector<int> numbers_from(int first, int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

struct Codec {
    const char* file;
    const char* name;
    AVPixelFormat format;
};

class MadeClip : public testing::TestWithParam<Codec> {
protected:
    TempDir folder_;
};

TEST_P(MadeClip, CarriesItsFrameNumbers) {
    const auto path = folder_ / GetParam().file;
    make_clip(path, {.frames = 12, .first_number = 395, .codec = GetParam().name, .format = GetParam().format});
    EXPECT_EQ(read_numbers(path), numbers_from(395, 12));
}

INSTANTIATE_TEST_SUITE_P(
    Codecs, MadeClip,
    testing::Values(Codec{"a.mp4", "libx264", AV_PIX_FMT_YUV420P}, Codec{"a.mov", "libx265", AV_PIX_FMT_YUV420P10LE},
                    Codec{"a.avi", "mjpeg", AV_PIX_FMT_YUVJ420P}, Codec{"b.avi", "mpeg4", AV_PIX_FMT_YUV420P},
                    Codec{"b.mov", "prores_ks", AV_PIX_FMT_YUV422P10LE},
                    Codec{"a.webm", "libvpx-vp9", AV_PIX_FMT_YUV420P}, Codec{"a.gif", "gif", AV_PIX_FMT_RGB8}));

TEST(MadeMedia, KeepsTimesOfAVariableRate) {
    const TempDir folder;
    const std::vector<Us> times{Us{0}, Us{40'000}, Us{120'000}, Us{130'000}, Us{200'000}};
    make_clip(folder / "v.mp4", {.frames = 5, .times = times});
    EXPECT_EQ(read_times(folder / "v.mp4"), times);
}

class TurnedClip : public testing::TestWithParam<int> {};

TEST_P(TurnedClip, IsStoredTurnedAndSaysSo) {
    const TempDir folder;
    make_clip(folder / "t.mov", {.size = {160, 120}, .frames = 1, .clockwise_deg = GetParam()});
    av::VideoReader reader(folder / "t.mov");
    const AVFrame* frame = reader.next();
    ASSERT_NE(frame, nullptr);
    const VideoStreamInfo stream = av::describe_video(reader.stream(), frame);
    EXPECT_EQ(stream.orientation, (Orientation{GetParam(), false}));
    EXPECT_EQ(stream.display, (Size{160, 120}));
    EXPECT_FALSE(read_number(*frame)) << "a turned number must not read";
}

INSTANTIATE_TEST_SUITE_P(Turns, TurnedClip, testing::Values(90, 180, 270));

TEST(MadeMedia, ReadsNumbersWhereACropLeftThem) {
    const TempDir folder;
    make_clip(folder / "c.mp4", {.size = {640, 360}, .frames = 1, .first_number = 7});
    av::VideoReader reader(folder / "c.mp4");
    AVFrame* frame = const_cast<AVFrame*>(reader.next());
    ASSERT_NE(frame, nullptr);
    // The middle 9:16 of the picture, as a crop would leave it.
    const Region where = placed({640, 360}, {202, 360}, Fit::Crop);
    frame->data[0] += 219;
    frame->width = 202;
    EXPECT_EQ(read_number(*frame, where), 7);
    EXPECT_FALSE(read_number(*frame, Region{0, 0, 202, 360}));
    frame->data[0] -= 219;
}

class MadeSound : public testing::TestWithParam<const char*> {};

TEST_P(MadeSound, ClicksWhenItShould) {
    const TempDir folder;
    const auto path = folder / GetParam();
    const std::vector<double> clicks{0.25, 0.5, 1.0, 1.7, 1.75};
    make_sound(path, {.clicks_s = clicks});
    EXPECT_THAT(find_clicks(path), Pointwise(IsSameMoment(), clicks));
}

INSTANTIATE_TEST_SUITE_P(Containers, MadeSound, testing::Values("s.wav", "s.m4a", "s.mp3"));

TEST(MadeMedia, ClicksInAClipsSoundKeepTheirTimes) {
    const TempDir folder;
    make_clip(folder / "s.mp4", {.frames = 60, .clicks_s = std::vector{0.5, 1.5}});
    EXPECT_THAT(find_clicks(folder / "s.mp4"), Pointwise(IsSameMoment(), std::vector{0.5, 1.5}));
}

class MadeStill : public testing::TestWithParam<const char*> {};

TEST_P(MadeStill, CarriesItsNumber) {
    const TempDir folder;
    make_still(folder / GetParam(), {.number = 42});
    EXPECT_THAT(read_numbers(folder / GetParam()), ElementsAre(42));
}

INSTANTIATE_TEST_SUITE_P(Formats, MadeStill, testing::Values("s.jpg", "s.png", "s.webp"));

TEST(MadeMedia, WritesTheExifOrientationOfAStill) {
    const TempDir folder;
    make_still(folder / "s.jpg", {.exif_orientation = 6});
    av::VideoReader reader(folder / "s.jpg");
    const AVFrame* frame = reader.next();
    ASSERT_NE(frame, nullptr);
    EXPECT_EQ(av::describe_video(reader.stream(), frame).orientation, (Orientation{90, false}));
}

TEST(MadeMedia, HasTheColourAskedFor) {
    const TempDir folder;
    const samples::Yuv teal = samples::from_rgb(0, 0.5, 0.5);
    make_clip(folder / "c.mp4", {.frames = 3, .numbered = false, .background = teal});
    for_each_frame(folder / "c.mp4", [&](const AVFrame& frame, Us) {
        const samples::Yuv seen = mean_yuv(frame, 100, 100);
        EXPECT_NEAR(seen.y, teal.y, 2);
        EXPECT_NEAR(seen.u, teal.u, 2);
        EXPECT_NEAR(seen.v, teal.v, 2);
    });
}

TEST(TempDir, TakesItsFilesWithIt) {
    std::filesystem::path path;
    {
        const TempDir folder;
        path = folder.path();
        std::ofstream(folder / "file") << "x";
        ASSERT_TRUE(std::filesystem::exists(folder / "file"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace takt::test
