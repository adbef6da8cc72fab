// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/made_band/grooves.h"
#include "support/made_band/song.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace takt::band {
namespace {

TEST(Grooves, DivideTheirBeatsEvenly) {
    const std::vector<Stroke> line = strokes("X.|..x.|o");
    ASSERT_EQ(line.size(), 3U);
    EXPECT_EQ(line[0].beat, 0);
    EXPECT_EQ(line[1].beat, 1.5);
    EXPECT_EQ(line[1].beats, 0.5);
    EXPECT_EQ(line[2].beat, 2);
    EXPECT_EQ(line[2].beats, 1);
    EXPECT_GT(line[0].velocity, line[1].velocity);
}

TEST(Grooves, FillTheBarsOfTheirStyle) {
    for (int style = 0; style < kStyles; ++style) {
        for (const Groove& groove : grooves_of(static_cast<Style>(style))) {
            for (const auto line : {groove.kick, groove.snare, groove.hat, groove.shaker, groove.bass, groove.chords}) {
                if (line.empty()) continue;
                EXPECT_EQ(1 + std::count(line.begin(), line.end(), '|'), meter_of(static_cast<Style>(style))) << line;
            }
        }
    }
}

TEST(MadeBand, PlaysTheSameSongForTheSameSeed) {
    EXPECT_EQ(made_song(3).sound, made_song(3).sound);
    EXPECT_NE(made_song(3).sound, made_song(3 + kStyles).sound);
}

TEST(MadeBand, KnowsItsBarsPhrasesAndSections) {
    Score score;
    score.style = Style::Waltz;
    score.bpm = 120;
    score.pickup_beats = 2;
    score.silence_s = 0.25;
    score.phrase_bars = 4;
    score.form = {{"intro", 4, Chords, 0.5}, {"chorus", 8, Drums | Chords | Lead, 1}};
    const Song song = made_song(score);
    ASSERT_EQ(song.beats_s.size(), 2U + 12 * 3);
    EXPECT_EQ(song.meter, 3);
    EXPECT_DOUBLE_EQ(song.downbeats_s().front(), 1.25);
    EXPECT_NEAR(song.beats_s.back(), 0.25 + 37 * 0.5, 1e-9);
    ASSERT_EQ(song.phrases_s.size(), 3U);
    EXPECT_NEAR(song.phrases_s[1], 1.25 + 12 * 0.5, 1e-9);
    ASSERT_EQ(song.sections.size(), 2U);
    EXPECT_EQ(song.sections[1].label, "chorus");
    EXPECT_EQ(song.sections[0].end_s, song.sections[1].begin_s);
}

TEST(MadeBand, StaysBelowFullScaleAndIsLouderInTheChorus) {
    Score score;
    score.form = {{"verse", 4, Drums | Chords, 0.4}, {"chorus", 4, Drums | Bass | Chords | Lead, 1}};
    const Song song = made_song(score);
    const auto energy = [&](const Part& part) {
        double sum = 0;
        for (auto i = static_cast<std::size_t>(part.begin_s * kRateHz);
             i < static_cast<std::size_t>(part.end_s * kRateHz); ++i) {
            sum += std::abs(song.sound[i]);
        }
        return sum / (part.end_s - part.begin_s);
    };
    EXPECT_GT(energy(song.sections[1]), 1.5 * energy(song.sections[0]));
    for (const float sample : song.sound) ASSERT_LE(std::abs(sample), 1.0F);
}

TEST(MadeBand, FollowsTheTempoOfItsScore) {
    Score score;
    score.curve = TempoCurve::Ramp;
    score.bpm = 100;
    score.last_bpm = 150;
    score.form = {{"verse", 16, Drums | Cymbals, 1}};
    const std::vector<double> beats = made_song(score).beats_s;
    EXPECT_NEAR(beats[1] - beats[0], 0.6, 0.001);
    EXPECT_NEAR(beats[63] - beats[62], 60.0 / 149, 0.003);
}

}  // namespace
}  // namespace takt::band
