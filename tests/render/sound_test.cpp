// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/sound.h"

#include "av/loudness.h"
#include "drafts.h"
#include "render/limiter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kMs = 48;  // samples

const std::vector<double> kEachHalfSecond{0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5};

/// Chords of a sort: steady enough to have a loudness, with peaks that a limiter must catch.
std::function<double(std::int64_t)> music(double level) {
    return [level](std::int64_t i) {
        const double t = static_cast<double>(i) / 48'000;
        const double beat = std::exp(-8 * std::fmod(t, 0.5));
        const double tone = std::sin(2 * std::numbers::pi * 220 * t) + std::sin(2 * std::numbers::pi * 331 * t) +
                            beat * std::sin(2 * std::numbers::pi * 60 * t) * 3;
        return level * tone / 5;
    };
}

/// One click near each of these times and no other, to the millisecond.
void expect_clicks(const std::filesystem::path& video, const std::vector<double>& due_s) {
    EXPECT_THAT(takt::test::find_clicks(video), testing::Pointwise(testing::DoubleNear(0.001), due_s));
}

std::vector<float> mono(const std::filesystem::path& video) {
    return takt::test::read_sound(video, 48'000, 1);
}

Draft song_draft(const std::filesystem::path& song, Ms duration) {
    Draft draft = small_draft(duration);
    draft.tracks = {track(TrackType::Audio, {segment(0ms, duration, song)})};
    return draft;
}

TEST(Voices, ArePlacedToTheSample) {
    Draft draft = small_draft(4s);
    Segment song = segment(1s, 2s, "song.wav", 1500ms);
    song.fade_in = 100ms;
    song.fade_out = 300ms;
    song.volume = 0.5;
    draft.tracks = {track(TrackType::Audio, {song})};
    const Voice expected{.source = "song.wav",
                         .source_begin = 1500ms,
                         .first = 1000 * kMs,
                         .last = 3000 * kMs,
                         .volume = 0.5,
                         .ramp_in = 100 * kMs,
                         .ramp_out = 300 * kMs};
    EXPECT_EQ(voices_of(draft), std::vector{expected});
}

TEST(Voices, ContinueWhereOneSegmentContinuesAnother) {
    Draft draft = small_draft(3s);
    draft.tracks = {track(TrackType::Video,
                          {segment(0ms, 1s, "a.mp4", 1s), segment(1s, 1s, "a.mp4", 2s), segment(2s, 1s, "a.mp4")})};
    const std::vector<Voice> voices = voices_of(draft);
    ASSERT_EQ(voices.size(), 2U);
    EXPECT_EQ(voices[0].last, 2000 * kMs);
    EXPECT_EQ(voices[0].ramp_out, 5 * kMs);
    EXPECT_EQ(voices[1].ramp_in, 0);
}

TEST(Voices, CrossWhereThePicturesDo) {
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 2s, "a.mp4"), segment(2s, 2s, "b.mp4", 1s)})};
    draft.tracks[0].segments[1].transition = {TransitionKind::Crossfade, 400ms};
    const std::vector<Voice> voices = voices_of(draft);
    ASSERT_EQ(voices.size(), 2U);
    EXPECT_EQ(voices[0].last, 2200 * kMs);
    EXPECT_EQ(voices[0].ramp_out, 400 * kMs);
    EXPECT_EQ(voices[1].first, 1800 * kMs);
    EXPECT_EQ(voices[1].source_begin, Us(800ms));
    const auto power = [&](std::int64_t at) {
        return std::pow(gain_at(voices[0], at), 2) + std::pow(gain_at(voices[1], at), 2);
    };
    EXPECT_NEAR(power(1900 * kMs), 1, 0.01);
    EXPECT_NEAR(power(2000 * kMs), 1, 0.01);
}

TEST(Voices, SilentSegmentsHaveNone) {
    Draft draft = small_draft(1s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 1s, "a.mp4")})};
    draft.tracks[0].segments[0].volume = 0;
    EXPECT_TRUE(voices_of(draft).empty());
}

TEST(Limiter, NoSampleLeavesAboveTheCeilingAndQuietOnesPass) {
    std::vector<float> sound(2 * 48'000, 0.25F);
    for (std::size_t i = 40'000; i < 40'200; ++i) sound[i] = i % 2 == 0 ? 2.0F : -1.5F;
    Limiter limiter(1.0, 0.5);
    limiter.limit(sound);
    for (const float value : sound) ASSERT_LE(std::abs(value), 0.5F + 1e-6F);
    EXPECT_FLOAT_EQ(sound[2 * (Limiter::kDelay + 100)], 0.25F);
    EXPECT_FLOAT_EQ(sound[2 * (Limiter::kDelay - 1)], 0.0F);
}

TEST(Sound, ClicksAreWithinAMillisecondOfTheirPlace) {
    const TempDir folder;
    make_sound(folder / "clicks.wav", {.seconds = 5, .clicks_s = kEachHalfSecond});
    Draft draft = small_draft(4s);
    // The first 200 ms of it are skipped, and it begins at 250 ms.
    draft.tracks = {track(TrackType::Audio, {segment(250ms, 3s, folder / "clicks.wav", 200ms)})};
    (void)test::render(draft, folder / "out.mp4");
    expect_clicks(folder / "out.mp4", {0.55, 1.05, 1.55, 2.05, 2.55, 3.05});
    EXPECT_NEAR(static_cast<double>(mono(folder / "out.mp4").size()), 4000 * kMs, 1024);
}

TEST(Sound, ClipsOwnSoundStaysWithItsPictures) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90, .clicks_s = kEachHalfSecond});
    Draft draft = small_draft(2s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 700ms, folder / "a.mp4", 300ms),
                                             segment(700ms, 500ms, folder / "a.mp4", 1800ms)})};
    (void)test::render(draft, folder / "out.mp4");
    expect_clicks(folder / "out.mp4", {0.2, 0.9});
}

TEST(Sound, PicturesAndSoundBeginTogether) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 60, .clicks_s = kEachHalfSecond});
    (void)test::render(one_clip(folder / "a.mp4", 1900ms), folder / "out.mp4");
    expect_clicks(folder / "out.mp4", {0, 0.5, 1, 1.5});
    EXPECT_EQ(read_numbers(folder / "out.mp4").front(), 0);
    EXPECT_EQ(takt::test::read_times(folder / "out.mp4").front(), Us{0});
}

class Loudness : public testing::TestWithParam<double> {};

TEST_P(Loudness, IsMetHoweverLoudTheSourceIs) {
    const TempDir folder;
    write_wav(folder / "song.wav", 8, music(GetParam()));
    const RenderedSound sound = test::render(song_draft(folder / "song.wav", 8s), folder / "out.mp4").sound;
    EXPECT_FALSE(sound.silent);
    EXPECT_NEAR(sound.integrated_lufs, -14, 0.5);
    EXPECT_LE(sound.true_peak_dbtp, -1);
    // Measured again, on the file itself.
    av::LoudnessMeter meter(48'000);
    meter.add(takt::test::read_sound(folder / "out.mp4"));
    EXPECT_NEAR(meter.integrated_lufs().value_or(0), -14, 0.5);
    EXPECT_LE(meter.true_peak_dbtp(), -1);
}

INSTANTIATE_TEST_SUITE_P(Levels, Loudness, testing::Values(0.99, 0.2, 0.08));

TEST(Sound, NoiseIsNotRaisedToMusic) {
    const TempDir folder;
    write_wav(folder / "faint.wav", 3, music(0.003));
    const RenderedSound sound = test::render(song_draft(folder / "faint.wav", 3s), folder / "out.mp4").sound;
    EXPECT_FALSE(sound.silent);
    EXPECT_EQ(sound.gain_db, 20);
    EXPECT_LT(sound.integrated_lufs, -20);
}

TEST(Sound, VolumeAndFadesShapeTheMix) {
    const TempDir folder;
    write_wav(folder / "song.wav", 4, [](std::int64_t) { return 0.5; });
    Draft draft = song_draft(folder / "song.wav", 4s);
    draft.tracks[0].segments[0].volume = 0.4;
    draft.tracks[0].segments[0].fade_out = 2s;
    Mix mix(voices_of(draft), {}, {});
    std::vector<float> block(2 * 4000 * kMs);
    mix.read(block);
    EXPECT_NEAR(block[2 * 1000 * kMs], 0.2, 0.001);
    EXPECT_NEAR(block[2 * 3000 * kMs], 0.2 * std::sqrt(0.5), 0.001);
    EXPECT_NEAR(block[2 * 3999 * kMs], 0, 0.001);
}

TEST(Sound, SilenceStaysSilence) {
    const TempDir folder;
    make_clip(folder / "mute.mp4");
    EXPECT_TRUE(test::render(one_clip(folder / "mute.mp4", 1s), folder / "out.mp4").sound.silent);
    const std::vector<float> sound = mono(folder / "out.mp4");
    EXPECT_NEAR(static_cast<double>(sound.size()), 1000 * kMs, 1024);
    for (const float value : sound) ASSERT_EQ(value, 0.0F);
}

TEST(Sound, SongThatEndsEarlyLeavesSilence) {
    const TempDir folder;
    write_wav(folder / "short.wav", 0.5, music(0.5));
    (void)test::render(song_draft(folder / "short.wav", 2s), folder / "out.mp4");
    const std::vector<float> sound = mono(folder / "out.mp4");
    ASSERT_GT(sound.size(), 1000 * kMs);
    EXPECT_NEAR(sound[1000 * kMs], 0, 1e-4);
}

}  // namespace
}  // namespace takt::render::test
