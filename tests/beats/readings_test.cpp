// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a song's pulses is the beat: with players between the beats, with a tempo that breathes, with swing.
#include "beats/level_features.h"
#include "made_music.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace takt::test {
namespace {

/// Loud beats with `between` soft strokes at these places of every beat.
Sound with_strokes(const Times& beats, std::span<const double> between, double loudness) {
    Times all;
    for (std::size_t i = 0; i + 1 < beats.size(); ++i) {
        all.push_back(beats[i]);
        for (const double phase : between) all.push_back(beats[i] + phase * (beats[i + 1] - beats[i]));
    }
    const std::size_t strokes = between.size() + 1;
    return clicks(all, beats.back() + 0.5, [=](std::size_t i) { return i % strokes == 0 ? 0.9 : loudness; });
}

TEST(Readings, OfSixteenthsAreTheQuartersTheyDivide) {
    const Times truth = steady(96, 30);
    const BeatGrid grid = heard(with_strokes(truth, std::array{0.25, 0.5, 0.75}, 0.45));
    EXPECT_GT(f_measure(truth, grid), 0.97);
}

TEST(Readings, OfSwingStandOnTheLongNote) {
    const Times truth = steady(132, 30);
    const BeatGrid grid = heard(with_strokes(truth, std::array{2.0 / 3}, 0.6));
    EXPECT_GT(f_measure(truth, grid), 0.97);
}

TEST(Readings, FollowATempoThatBreathes) {
    Times truth;
    for (double t = 0.5; t < 50; t += 0.5 * (1 + 0.15 * std::sin(2 * std::numbers::pi * t / 9))) truth.push_back(t);
    const BeatGrid grid = heard(with_strokes(truth, std::array{0.5}, 0.5));
    EXPECT_GT(f_measure(truth, grid), 0.9);
    EXPECT_FALSE(grid.tempo().stable);
}

TEST(LevelFeatures, TurnWithThePhase) {
    beats::Accents::Profile profile{};
    profile[beats::Accents::Attack][0] = 2;
    profile[beats::Accents::Attack][8] = 1;
    const beats::LevelFeatures on = beats::level_features(profile, 0, 120);
    EXPECT_EQ(on[0], 2);  // attack on the beat
    EXPECT_EQ(on[4], 1);  // late third over early: swing
    const beats::LevelFeatures swung = beats::level_features(profile, 8, 120);
    EXPECT_EQ(swung[0], 1);
    EXPECT_EQ(swung[4], -2);  // the beat itself is now an early third
    EXPECT_EQ(on[13], 0);     // no octave from 120 BPM
}

}  // namespace
}  // namespace takt::test
