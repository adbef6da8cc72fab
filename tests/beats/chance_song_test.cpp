// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/made_band/chance_song.h"

#include "support/made_band/chance_plan.h"
#include "support/made_band/chance_rhythm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace takt::band {
namespace {

/// Mean amplitude of the 50 ms from a time on.
double loudness(const Song& song, double at_s) {
    const auto first = static_cast<std::size_t>(at_s * kRateHz);
    const std::size_t end = std::min(first + kRateHz / 20, song.sound.size());
    double sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += std::abs(song.sound[i]);
    return sum / (kRateHz / 20.0);
}

TEST(ChanceSong, IsTheSameForTheSameSeed) {
    const Song song = chance_song(5);
    EXPECT_EQ(song.sound, chance_song(5).sound);
    EXPECT_NE(song.sound, chance_song(6).sound);
    EXPECT_EQ(song.sound.size(), static_cast<std::size_t>(kChanceSongSeconds * kRateHz));
}

TEST(ChanceSong, HasADownbeatInEveryBar) {
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        const Song song = chance_song(seed);
        ASSERT_EQ(song.downbeats.size(), song.beats_s.size());
        const auto first = std::find(song.downbeats.begin(), song.downbeats.end(), true) - song.downbeats.begin();
        EXPECT_LT(first, song.meter);
        for (std::size_t i = 0; i < song.beats_s.size(); ++i) {
            EXPECT_EQ(song.downbeats[i], (static_cast<long>(i) - first) % song.meter == 0) << seed;
        }
    }
}

TEST(ChanceSong, IsLouderAtItsBeatsThanBeforeThem) {
    double at_beats = 0;
    double before = 0;
    for (std::uint32_t seed = 0; seed < 6; ++seed) {
        const Song song = chance_song(seed);
        for (const double beat_s : song.beats_s) {
            at_beats += loudness(song, beat_s);
            before += loudness(song, std::max(0.0, beat_s - 0.06));
        }
        for (const float sample : song.sound) ASSERT_LE(std::abs(sample), 1.0F);
    }
    EXPECT_GT(at_beats, 1.2 * before);
}

TEST(ChancePlan, HasAscendingBeatsWithinTheSong) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const ChancePlan plan = chance_plan(seed);
        EXPECT_GE(plan.beats_s.size(), 20U);
        EXPECT_GT(plan.beats_s.front(), 0);
        EXPECT_LT(plan.beats_s.back(), kChanceSongSeconds);
        for (std::size_t i = 1; i < plan.beats_s.size(); ++i) {
            EXPECT_GT(plan.beats_s[i] - plan.beats_s[i - 1], 0.2) << seed;
        }
    }
}

TEST(ChancePlan, KnowsManyTemposAndMeters) {
    std::multiset<int> meters;
    std::vector<double> periods_s;
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        const ChancePlan plan = chance_plan(seed);
        meters.insert(plan.grid.meter);
        periods_s.push_back((plan.beats_s.back() - plan.beats_s.front()) /
                            static_cast<double>(plan.beats_s.size() - 1));
    }
    for (const int meter : {2, 3, 4, 6}) EXPECT_GT(meters.count(meter), 0U) << meter;
    EXPECT_GT(meters.count(4), 50U);
    std::sort(periods_s.begin(), periods_s.end());
    EXPECT_NEAR(60 / periods_s[50], 115, 15);
    EXPECT_GT(60 / periods_s[5], 170);
    EXPECT_LT(60 / periods_s[94], 80);
}

TEST(ChanceRhythm, PrefersStrongPlacesUnlessItIsSyncopated) {
    const Grid grid{4, 4, false};
    const auto share_on_beats = [&](double syncopation) {
        Dice dice(1);
        int on = 0;
        int all = 0;
        for (int i = 0; i < 300; ++i) {
            const Pattern pattern = chance_pattern(dice, grid, {1, syncopation, 1, 0});
            for (const Stroke& stroke : pattern.front()) {
                on += stroke.beat == std::floor(stroke.beat) ? 1 : 0;
                ++all;
            }
        }
        EXPECT_NEAR(all, 300 * grid.meter, 150);
        return static_cast<double>(on) / all;
    };
    EXPECT_GT(share_on_beats(0), 0.45);
    EXPECT_LT(share_on_beats(1), 0.35);
}

TEST(ChanceRhythm, StaysWithinItsBarAndAscends) {
    Dice dice(2);
    for (int i = 0; i < 200; ++i) {
        const Grid grid{2 + dice.below(5), 2 + dice.below(3), dice.chance(0.5)};
        for (const Pattern& pattern : {chance_pattern(dice, grid, {1, 0.3, 4, 0.1}), even_pattern(dice, grid),
                                       backbeat_pattern(dice, grid, 4)}) {
            ASSERT_FALSE(pattern.empty());
            for (const auto& line : pattern) {
                for (std::size_t k = 0; k < line.size(); ++k) {
                    EXPECT_GE(line[k].beat, k > 0 ? line[k - 1].beat : 0);
                    EXPECT_LT(line[k].beat, grid.meter);
                    EXPECT_LE(line[k].velocity, 1);
                }
            }
        }
    }
}

}  // namespace
}  // namespace takt::band
