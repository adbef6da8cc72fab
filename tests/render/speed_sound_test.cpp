// SPDX-License-Identifier: GPL-3.0-or-later
// Sound that is faster, slower, backwards or without its noise: where its clicks fall and how high it is.
#include "drafts.h"
#include "render/sound.h"
#include "render/tempo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr double kWithin_s = 0.005;  // of a stretched click; its neighbours' grains are 40 ms long
constexpr std::int64_t kMs = 48;     // samples

std::vector<float> mixed(const Draft& draft) {
    Mix mix(voices_of(draft), draft.ducking, {});
    std::vector<float> sound(static_cast<std::size_t>(2 * draft.duration.count() * kMs));
    mix.read(sound);
    return sound;
}

/// Begins of what is louder than half the peak after 25 ms of less.
std::vector<double> clicks_in(const std::vector<float>& stereo) {
    float peak = 0;
    for (const float value : stereo) peak = std::max(peak, std::abs(value));
    std::vector<double> clicks;
    for (std::size_t i = 0; i < stereo.size(); i += 2) {
        if (std::abs(stereo[i]) < peak / 2) continue;
        clicks.push_back(static_cast<double>(i / 2) / 48'000);
        i += 2 * 1200;
    }
    return clicks;
}

/// Counted in the middle of the sound, where nothing fades.
double pitch_hz(const std::vector<float>& stereo) {
    const std::size_t begin = stereo.size() / 8 * 2;
    const std::size_t end = stereo.size() / 8 * 6;
    std::size_t rising = 0;
    for (std::size_t i = begin + 2; i < end; i += 2) rising += stereo[i - 2] < 0 && stereo[i] >= 0 ? 1 : 0;
    return static_cast<double>(rising) * 2 * 48'000 / static_cast<double>(end - begin);
}

double rms(const std::vector<float>& stereo, double from_s, double to_s) {
    double sum = 0;
    const auto begin = static_cast<std::size_t>(from_s * 48'000) * 2;
    const auto end = static_cast<std::size_t>(to_s * 48'000) * 2;
    for (std::size_t i = begin; i < end; ++i) sum += stereo[i] * stereo[i];
    return std::sqrt(sum / static_cast<double>(end - begin));
}

std::function<double(std::int64_t)> tone(double hz, double level = 0.5) {
    return
        [=](std::int64_t i) { return level * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / 48'000); };
}

Draft song(const std::filesystem::path& path, Ms duration, double speed = 1) {
    Draft draft = small_draft(duration);
    draft.tracks = {track(TrackType::Audio, {segment(0ms, duration, path)})};
    draft.tracks[0].segments[0].speed = speed;
    return draft;
}

class SpeedOfSound : public testing::TestWithParam<double> {};

TEST_P(SpeedOfSound, ClicksFallWhereTheSpeedPutsThem) {
    const TempDir folder;
    make_sound(folder / "clicks.wav", {.seconds = 8, .clicks_s = {0.5, 1.25, 2, 3, 4.125, 6}, .tone_level = 0.03});
    for (const bool keep_pitch : {true, false}) {
        Draft draft = song(folder / "clicks.wav", 2s, GetParam());
        draft.tracks[0].segments[0].keep_pitch = keep_pitch;
        std::vector<double> due;
        for (const double click : {0.5, 1.25, 2.0, 3.0, 4.125, 6.0}) {
            if (click / GetParam() < 1.99) due.push_back(click / GetParam());
        }
        EXPECT_THAT(clicks_in(mixed(draft)), testing::Pointwise(testing::DoubleNear(kWithin_s), due)) << keep_pitch;
    }
}

TEST_P(SpeedOfSound, PitchIsKeptOrFollowsTheSpeed) {
    const TempDir folder;
    write_wav(folder / "tone.wav", 10, tone(440));
    Draft draft = song(folder / "tone.wav", 2s, GetParam());
    EXPECT_NEAR(pitch_hz(mixed(draft)), 440, 3);
    EXPECT_NEAR(rms(mixed(draft), 0.1, 1.9), 0.5 / std::sqrt(2), 0.01);
    draft.tracks[0].segments[0].keep_pitch = false;
    EXPECT_NEAR(pitch_hz(mixed(draft)), 440 * GetParam(), 3);
}

INSTANTIATE_TEST_SUITE_P(Speeds, SpeedOfSound, testing::Values(0.5, 0.8, 1.5, 2, 4));

TEST(Sound, FastMusicFillsItsSegmentAndEndsWithIt) {
    const TempDir folder;
    write_wav(folder / "tone.wav", 8, tone(440));
    Draft draft = song(folder / "tone.wav", 3s, 2);
    draft.tracks[0].segments[0].start = 500ms;
    draft.tracks[0].segments[0].duration = 1s;
    const std::vector<float> sound = mixed(draft);
    EXPECT_EQ(rms(sound, 0, 0.5), 0);
    EXPECT_GT(rms(sound, 0.5, 0.52), 0.3);
    EXPECT_GT(rms(sound, 1.47, 1.49), 0.3);
    EXPECT_EQ(rms(sound, 1.5, 3), 0);
}

TEST(Sound, ReversedClicksFallOnTheOtherSide) {
    const TempDir folder;
    // 25 s, so that it is read in three pieces.
    make_sound(folder / "clicks.wav", {.seconds = 27, .clicks_s = {1.5, 12, 25.75}});
    Draft draft = song(folder / "clicks.wav", 25s);
    draft.tracks[0].segments[0].reversed = true;
    draft.tracks[0].segments[0].source_begin = 1s;
    // The click begins where, backwards, it ends; it rings for some milliseconds.
    EXPECT_THAT(clicks_in(mixed(draft)), testing::Pointwise(testing::DoubleNear(kWithin_s), {0.25, 14.0, 24.5}));
}

TEST(Sound, ReversedOnceMoreIsWhatItWas) {
    const TempDir folder;
    write_wav(folder / "noise.wav", 2,
              [](std::int64_t i) { return 0.4 * std::sin(static_cast<double>(i * i % 9973)); });
    Draft draft = song(folder / "noise.wav", 1500ms);
    const std::vector<float> forwards = mixed(draft);
    draft.tracks[0].segments[0].reversed = true;
    std::vector<float> backwards = mixed(draft);
    std::reverse(backwards.begin(), backwards.end());
    for (std::size_t i = 1000; i + 1000 < forwards.size(); ++i) ASSERT_NEAR(forwards[i], backwards[i], 1e-4) << i;
}

TEST(Sound, StandingPictureIsSilent) {
    Draft draft = small_draft(1s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 1s, "a.mp4")})};
    draft.tracks[0].segments[0].speed = 0;
    EXPECT_TRUE(voices_of(draft).empty());
}

TEST(Sound, DenoisedIsQuieterInItsPausesAndInPlace) {
    const TempDir folder;
    std::uint32_t state = 1;
    const auto noise = [&state] {
        state = state * 1664525U + 1013904223U;
        return static_cast<double>(state) / 4294967296.0 - 0.5;
    };
    // A burst every second over steady noise.
    write_wav(folder / "noisy.wav", 6, [&](std::int64_t i) {
        const double burst = i % 48'000 < 4'800 ? 0.6 * std::sin(0.1 * static_cast<double>(i)) : 0;
        return burst + 0.02 * noise();
    });
    Draft draft = song(folder / "noisy.wav", 6s);
    const std::vector<float> before = mixed(draft);
    draft.tracks[0].segments[0].denoise = true;
    const std::vector<float> after = mixed(draft);
    EXPECT_LT(rms(after, 4.3, 4.9), 0.5 * rms(before, 4.3, 4.9));
    EXPECT_NEAR(rms(after, 4.01, 4.09), rms(before, 4.01, 4.09), 0.05);
    EXPECT_GT(rms(after, 5.0, 5.01), 0.3);
    EXPECT_LT(rms(after, 4.98, 4.995), 0.1);
    EXPECT_GT(rms(after, 5.94, 5.99), 0);
}

TEST(Sound, VolumeAmplifiesUpToFourTimes) {
    const TempDir folder;
    write_wav(folder / "tone.wav", 1, tone(440, 0.1));
    Draft draft = song(folder / "tone.wav", 1s);
    draft.tracks[0].segments[0].volume = kMaxVolume;
    EXPECT_NEAR(rms(mixed(draft), 0.1, 0.9), 0.4 / std::sqrt(2), 0.002);
}

TEST(Voices, RunOnAtTheirSpeedDuringATransition) {
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 2s, "a.mp4"), segment(2s, 2s, "b.mp4", 1s)})};
    draft.tracks[0].segments[1].speed = 2;
    draft.tracks[0].segments[1].transition = {TransitionKind::FadeBlack, 400ms};
    EXPECT_EQ(voices_of(draft).at(1).first, 1800 * kMs);
    EXPECT_EQ(voices_of(draft).at(1).source_begin, Us(600ms));
    draft.tracks[0].segments[1].reversed = true;
    EXPECT_EQ(voices_of(draft).at(1).source_begin, Us(5400ms));
}

TEST(Tempo, KeepsRunningAtItsLimits) {
    for (const double speed : {kMinSpeed, kMaxSpeed}) {
        std::int64_t given = 0;
        Tempo tempo(speed, [&](std::span<float> out) {
            for (std::size_t i = 0; i < out.size(); ++i) {
                out[i] = given++ % 9'000 < 60 ? 0.9F : 0.01F;
            }
            return out.size() / 2;
        });
        std::vector<float> sound(2 * 48'000 * 4);
        tempo.read(sound);
        for (const float value : sound) ASSERT_LT(std::abs(value), 1.0F);
    }
}

}  // namespace
}  // namespace takt::render::test
