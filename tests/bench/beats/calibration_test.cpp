// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibration.h"

#include <gtest/gtest.h>

#include <vector>

namespace takt::bench {
namespace {

TEST(CalibrationOf, NothingHasNoGap) {
    EXPECT_EQ(calibration({}).mean_gap, 0);
}

TEST(CalibrationOf, ClaimsSortsThemIntoFiveBins) {
    const std::vector<Claim> claims{{0.1, 0}, {0.3, 0.5}, {0.7, 0.6}, {0.9, 1}, {1, 0.5}};
    const Calibration result = calibration(claims);
    EXPECT_EQ(result.bins[0].count, 1);
    EXPECT_EQ(result.bins[2].count, 0);
    EXPECT_EQ(result.bins[4].count, 2);  // 1 belongs to the last
    EXPECT_DOUBLE_EQ(result.bins[4].confidence, 0.95);
    EXPECT_DOUBLE_EQ(result.bins[4].correctness, 0.75);
    // 0.1 + 0.2 + 0.1 for one claim each, 0.2 for two, over five.
    EXPECT_NEAR(result.mean_gap, 0.16, 1e-12);
}

TEST(CalibrationOf, AHonestConfidenceHasNoGap) {
    const std::vector<Claim> claims{{0.5, 1}, {0.5, 0}, {0.9, 0.9}};
    EXPECT_NEAR(calibration(claims).mean_gap, 0, 1e-12);
}

}  // namespace
}  // namespace takt::bench
