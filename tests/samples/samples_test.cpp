// SPDX-License-Identifier: GPL-3.0-or-later
// The sample clips and song are what they say they are.
#include "av/describe.h"
#include "av/luma.h"
#include "av/video_reader.h"
#include "base/atomic_file.h"
#include "generator/footage.h"
#include "generator/instruments.h"
#include "generator/song.h"
#include "support/read_media.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace takt::samples {
namespace {

constexpr std::size_t kIntroBeats = 32;

av::LumaGrid moment(Scene scene, double time_s) {
    const av::FramePtr picture = av::make_picture(320, 180, AV_PIX_FMT_YUV420P);
    scene(*picture, time_s);
    return av::LumaSampler().sample(*picture);
}

/// Root mean square of the song in [begin, begin + length).
double energy(const Song& song, double begin_s, double length_s) {
    double sum = 0;
    const auto begin = static_cast<std::size_t>(begin_s * kSongRate_hz) * 2;
    const auto count = static_cast<std::size_t>(length_s * kSongRate_hz) * 2;
    for (std::size_t i = begin; i < begin + count; ++i) sum += song.samples.at(i) * song.samples.at(i);
    return std::sqrt(sum / static_cast<double>(count));
}

/// A second of the clip, small: its structure without its encoding time.
Footage short_take(std::size_t index) {
    Footage footage = all_footage().at(index);
    footage.seconds = 1;
    const bool sideways = footage.format.clockwise_deg % 180 != 0;
    footage.drawn = sideways ? Size{90, 160} : Size{160, 90};
    footage.format.video->size = {160, 90};
    return footage;
}

VideoStreamInfo filmed(const Footage& footage, const std::filesystem::path& path) {
    film(footage, path);
    av::VideoReader reader(path);
    const AVFrame* frame = reader.next();
    return av::describe_video(reader.stream(), frame);
}

TEST(SampleScenes, MoveAndAreToldApart) {
    const std::vector<Scene> scenes{draw_sea, draw_city, draw_balls, draw_road, draw_hills};
    for (std::size_t a = 0; a < scenes.size(); ++a) {
        EXPECT_GT(av::difference(moment(scenes[a], 0), moment(scenes[a], 0.5)), 1) << "scene " << a << " stands still";
        for (std::size_t b = a + 1; b < scenes.size(); ++b)
            EXPECT_GT(av::difference(moment(scenes[a], 1), moment(scenes[b], 1)), 15) << a << " looks like " << b;
    }
}

TEST(SampleFootage, CoversWhatPhonesDo) {
    const test::TempDir folder;
    EXPECT_EQ(all_footage().size(), 5U);
    const VideoStreamInfo hdr = filmed(short_take(1), folder / "hdr.mov");
    EXPECT_EQ(hdr.codec, "hevc");
    EXPECT_EQ(hdr.bit_depth, 10);
    EXPECT_EQ(hdr.colour.hdr, HdrKind::Hlg);
    const VideoStreamInfo portrait = filmed(short_take(2), folder / "portrait.mov");
    EXPECT_EQ(portrait.orientation.clockwise_deg, 90);
    EXPECT_LT(portrait.display.width, portrait.display.height);
}

TEST(SampleFootage, WandersWhereItIsUnsteady) {
    const test::TempDir folder;
    film(short_take(3), folder / "vfr.mov");
    const std::vector<Us> times = test::read_times(folder / "vfr.mov");
    ASSERT_GT(times.size(), 20U);
    std::vector<Us> steps;
    for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
    const auto [shortest, longest] = std::minmax_element(steps.begin(), steps.end());
    EXPECT_GT(*longest - *shortest, Us{4000});
    EXPECT_GT(*shortest, Us{30'000});
    EXPECT_LT(*longest, Us{45'000});
}

TEST(SampleFootage, TellsWhereItWasFilmed) {
    const test::TempDir folder;
    film(short_take(0), folder / "a.mov");
    const std::string bytes = read_file(folder / "a.mov");
    EXPECT_NE(bytes.find("+48.8584+002.2945"), std::string::npos);
    EXPECT_NE(bytes.find("iPhone"), std::string::npos);
}

TEST(SampleFootage, IsTheSameEveryTime) {
    const test::TempDir folder;
    film(short_take(0), folder / "a.mov");
    film(short_take(0), folder / "b.mov");
    EXPECT_EQ(read_file(folder / "a.mov"), read_file(folder / "b.mov"));
}

TEST(SampleSong, LastsAMinuteAtItsTempo) {
    const Song song = compose_song();
    EXPECT_EQ(song.samples.size(), 2U * 60 * kSongRate_hz);
    ASSERT_EQ(song.beats_s.size(), 121U);
    EXPECT_NEAR((song.beats_s.back() - song.beats_s.front()) / 120, 60 / kSongTempo_bpm, 1e-9);
}

TEST(SampleSong, HasAQuietIntroAndALoudPart) {
    const Song song = compose_song();
    const double intro = energy(song, 1, 10);
    const double loud = energy(song, kSongLoudFrom_s, kSongLoudUntil_s - kSongLoudFrom_s);
    EXPECT_GT(loud, 2.5 * intro);
    for (const float sample : song.samples) ASSERT_LE(std::abs(sample), 0.9F);
}

TEST(SampleSong, IsStruckOnEveryBeatOnceTheDrumsPlay) {
    const Song song = compose_song();
    for (std::size_t beat = kIntroBeats; beat < 104; ++beat) {
        const double at = song.beats_s[beat];
        EXPECT_GT(energy(song, at, 0.02), 1.5 * energy(song, at - 0.03, 0.02)) << "beat " << beat;
    }
}

}  // namespace
}  // namespace takt::samples
