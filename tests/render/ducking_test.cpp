// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/ducking.h"

#include "drafts.h"
#include "render/sound.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kMs = 48;
constexpr double kWithinDb = 0.5;

const Ducking kTwoWords{.level = 0.25, .speech = {{1s, 2s}, {2300ms, 3s}}};

TEST(Ducking, SinksBeforeSpeechAndRisesAfterIt) {
    const DuckingCurve curve(kTwoWords);
    EXPECT_EQ(curve.depth(800 * kMs), 0);
    EXPECT_DOUBLE_EQ(curve.depth(900 * kMs), 0.5);
    EXPECT_EQ(curve.depth(1000 * kMs), 1);
    EXPECT_EQ(curve.depth(2500 * kMs), 1);
    EXPECT_DOUBLE_EQ(curve.depth(3300 * kMs), 0.5);
    EXPECT_EQ(curve.depth(3600 * kMs), 0);
}

TEST(Ducking, DeeperRampCountsBetweenTwoWords) {
    const DuckingCurve curve(kTwoWords);
    // 2.2 s: a third of the way up from the first, halfway down to the second.
    EXPECT_DOUBLE_EQ(curve.depth(2200 * kMs), 1 - 200.0 / 600);
    EXPECT_DOUBLE_EQ(curve.depth(2280 * kMs), 0.9);
}

TEST(Ducking, NeverRaisesWhatIsLowerAnyway) {
    const DuckingCurve curve(kTwoWords);
    EXPECT_EQ(curve.gain(0.2, 1500 * kMs), 1);
    EXPECT_DOUBLE_EQ(0.8 * curve.gain(0.8, 1500 * kMs), 0.25);
    EXPECT_EQ(DuckingCurve(std::nullopt).gain(1, 1500 * kMs), 1);
}

TEST(Ducking, LowersTheMusicAndNotTheClips) {
    const TempDir folder;
    const auto sine = [](std::int64_t i) {
        return 0.5 * std::sin(2 * std::numbers::pi * 440 * static_cast<double>(i) / 48'000);
    };
    write_wav(folder / "tone.wav", 6, sine);
    for (const TrackType type : {TrackType::Audio, TrackType::Video}) {
        Draft draft = small_draft(5s);
        draft.tracks = {track(type, {segment(0ms, 5s, folder / "tone.wav")})};
        draft.tracks[0].segments[0].volume = 0.8;
        draft.ducking = kTwoWords;
        Mix mix(voices_of(draft), draft.ducking, {});
        std::vector<float> sound(static_cast<std::size_t>(2 * 5000 * kMs));
        mix.read(sound);
        const auto level_db = [&](Ms from, Ms to) {
            float peak = 0;
            for (auto i = from.count() * kMs; i < to.count() * kMs; ++i) {
                peak = std::max(peak, std::abs(sound[static_cast<std::size_t>(2 * i)]));
            }
            return 20 * std::log10(peak / 0.5);
        };
        const double down = type == TrackType::Audio ? 20 * std::log10(0.25) : 20 * std::log10(0.8);
        EXPECT_NEAR(level_db(300ms, 700ms), 20 * std::log10(0.8), kWithinDb);
        EXPECT_NEAR(level_db(1050ms, 1950ms), down, kWithinDb);
        EXPECT_NEAR(level_db(2350ms, 2950ms), down, kWithinDb);
        EXPECT_NEAR(level_db(3700ms, 4500ms), 20 * std::log10(0.8), kWithinDb);
    }
}

TEST(Loudness, OfTheDraftOverridesTheRenders) {
    const TempDir folder;
    write_wav(folder / "tone.wav", 4, [](std::int64_t i) { return 0.3 * std::sin(0.05 * static_cast<double>(i)); });
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Audio, {segment(0ms, 4s, folder / "tone.wav")})};
    draft.loudness_lufs = -20;
    EXPECT_NEAR(test::render(draft, folder / "out.mp4").sound.integrated_lufs, -20, 0.5);
}

}  // namespace
}  // namespace takt::render::test
