// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/time.h"

#include <gtest/gtest.h>

namespace takt {
namespace {

TEST(FrameTime, IsDerivedFromTheNumberAndDoesNotDriftInTenHours) {
    constexpr FrameRate kNtsc{30000, 1001};
    constexpr std::int64_t kTenHours = 36'000LL * 30000 / 1001;
    EXPECT_NEAR(seconds(frame_time(kTenHours, kNtsc)), static_cast<double>(kTenHours) * 1001 / 30000, 1e-6);
}

TEST(FrameTime, RoundTripsThroughNearestFrame) {
    for (const FrameRate rate : {FrameRate{24000, 1001}, FrameRate{25, 1}, FrameRate{30000, 1001}, FrameRate{60, 1}}) {
        for (std::int64_t n = 0; n < 5000; ++n) ASSERT_EQ(nearest_frame(frame_time(n, rate), rate), n) << rate.fps();
    }
}

TEST(NearestFrame, RoundsToTheFrameWhoseBeginIsNearer) {
    constexpr FrameRate kRate{10, 1};
    EXPECT_EQ(nearest_frame(Us{149'000}, kRate), 1);
    EXPECT_EQ(nearest_frame(Us{151'000}, kRate), 2);
    EXPECT_EQ(nearest_frame(Us{-151'000}, kRate), -2);
}

TEST(TimeRange, HoldsItsBeginAndNotItsEnd) {
    constexpr TimeRange range{Us{10}, Us{20}};
    EXPECT_TRUE(range.contains(Us{10}));
    EXPECT_FALSE(range.contains(Us{20}));
    EXPECT_EQ(range.duration(), Us{10});
}

TEST(ToMs, RoundsToTheNearestMillisecond) {
    EXPECT_EQ(to_ms(Us{1499}), Ms{1});
    EXPECT_EQ(to_ms(Us{1500}), Ms{2});
    EXPECT_EQ(to_ms(Us{-1500}), Ms{-2});
}

}  // namespace
}  // namespace takt
