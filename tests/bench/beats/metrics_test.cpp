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

}  // namespace
}  // namespace takt::bench
