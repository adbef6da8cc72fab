// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics.h"

#include <gtest/gtest.h>

namespace takt::bench {
namespace {

TEST(BeatMetrics, CountHitsWithinSeventyMilliseconds) {
    // Two of three found beats hit, two of four true ones are hit: 2 · 2 / (3 + 4).
    EXPECT_DOUBLE_EQ(f_measure({6, 7, 8, 9}, {6.069, 7.071, 8}), 4.0 / 7);
    EXPECT_EQ(f_measure({6}, {}), 0);
}

TEST(BeatMetrics, CountEachBeatOnce) {
    EXPECT_DOUBLE_EQ(f_measure({6}, {5.95, 6.05}), 2.0 / 3);
}

TEST(BeatMetrics, LeaveOutTheFirstFiveSeconds) {
    EXPECT_EQ(trimmed({1, 4.99, 5, 6}), (Times{5, 6}));
}

TEST(BeatMetrics, AllowOtherLevelsOnlyInAmlt) {
    const Times truth{6, 7, 8, 9, 10, 11};
    const Continuity right = continuity(truth, truth);
    EXPECT_EQ(right.cmlt, 1);
    EXPECT_EQ(right.amlt, 1);
    const Continuity off_beat = continuity(truth, {6.5, 7.5, 8.5, 9.5, 10.5});
    EXPECT_EQ(off_beat.cmlt, 0);
    EXPECT_EQ(off_beat.amlt, 1);
    const Continuity half = continuity(truth, {6, 8, 10});
    EXPECT_EQ(half.cmlt, 0);
    EXPECT_EQ(half.amlt, 1);
}

TEST(BeatMetrics, CountAHitAtTheVeryEdgeOfTheWindow) {
    EXPECT_EQ(f_measure({6}, {6.0625}, 0.0625), 1);
}

TEST(BeatMetrics, MatchAsManyAsCanBeMatched) {
    // 6.06 is nearer to 6.1, which 6.13 needs; paired with 6 it leaves room for both.
    EXPECT_EQ(f_measure({6, 6.1}, {6.06, 6.13}), 1);
}

const Times kSeconds{6, 7, 8, 9, 10, 11};

TEST(BeatContinuity, LosesTheBeatAfterAGap) {
    // Five found; the one at 9 follows an interval of two. Half tempo from 7 on gets two of five.
    const Continuity gap = continuity(kSeconds, {6, 7, 9, 10, 11});
    EXPECT_DOUBLE_EQ(gap.cmlt, 4.0 / 6);
    EXPECT_DOUBLE_EQ(gap.amlt, 4.0 / 6);
}

TEST(BeatContinuity, HoldsTheFirstBeatAgainstWhatFollows) {
    EXPECT_DOUBLE_EQ(continuity({6, 8, 9, 10}, {8, 9, 10}).cmlt, 3.0 / 4);  // the first that is found
    EXPECT_DOUBLE_EQ(continuity({6, 7, 8}, {3, 6, 7, 8}).cmlt, 3.0 / 4);    // the first that is there
}

TEST(BeatContinuity, UsesEachTrueBeatOnce) {
    // 7.1 finds its beat taken; 8 after 7.1 is an interval of 0.9, which passes.
    EXPECT_DOUBLE_EQ(continuity({6, 7, 8, 9}, {6, 7, 7.1, 8, 9}).cmlt, 4.0 / 5);
}

TEST(BeatContinuity, AllowsAnOffsetOfLessThanATolerance) {
    const auto later = [](double by_s) {
        Times found = kSeconds;
        for (double& beat : found) beat += by_s;
        return continuity(kSeconds, found);
    };
    EXPECT_EQ(later(0.17).cmlt, 1);
    EXPECT_EQ(later(0.18).cmlt, 0);
    EXPECT_EQ(later(0.18).amlt, 0);
}

TEST(BeatContinuity, AllowsDoubleAndBothHalvesButNoThirds) {
    const Continuity twice = continuity(kSeconds, {6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11});
    EXPECT_EQ(twice.cmlt, 0);
    EXPECT_EQ(twice.amlt, 1);
    EXPECT_EQ(continuity(kSeconds, {7, 9, 11}).amlt, 1);
    EXPECT_EQ(continuity({6, 7, 8, 9, 10, 11, 12}, {6, 9, 12}).amlt, 0);
}

TEST(BeatContinuity, NeedsTwoBeats) {
    EXPECT_EQ(continuity(kSeconds, {}).amlt, 0);
    EXPECT_EQ(continuity(kSeconds, {7}).amlt, 0);
    EXPECT_EQ(continuity({7}, kSeconds).amlt, 0);
}

TEST(TempoMetrics, TakeTheMedianOfIntervals) {
    EXPECT_DOUBLE_EQ(median_bpm({0, 0.5, 1, 1.5, 9}), 120);
    EXPECT_EQ(median_bpm({1}), 0);
}

TEST(TempoMetrics, AllowFourPerCentAndInAcc2OtherLevels) {
    EXPECT_TRUE(tempo_hit(120, 124).acc1);
    EXPECT_FALSE(tempo_hit(120, 125).acc1);
    for (const double bpm : {60.0, 240.0, 40.0, 360.0, 62.0}) {
        EXPECT_FALSE(tempo_hit(120, bpm).acc1);
        EXPECT_TRUE(tempo_hit(120, bpm).acc2) << bpm;
    }
    for (const double bpm : {0.0, 80.0, 180.0, 160.0}) EXPECT_FALSE(tempo_hit(120, bpm).acc2) << bpm;
}

}  // namespace
}  // namespace takt::bench
