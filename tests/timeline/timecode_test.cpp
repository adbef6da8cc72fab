// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/timecode.h"

#include <gtest/gtest.h>

namespace takt::timeline {
namespace {

std::string name(std::int64_t frame, FrameRate rate) {
    return Timecode::of(rate).value().at(frame);
}

TEST(Timecode, CountsFramesAndSeconds) {
    EXPECT_EQ(name(0, {25, 1}), "00:00:00:00");
    EXPECT_EQ(name(24, {25, 1}), "00:00:00:24");
    EXPECT_EQ(name(25 * 3600 + 25 * 61 + 3, {25, 1}), "01:01:01:03");
    EXPECT_EQ(name(24 * 60, {24000, 1001}), "00:01:00:00");
}

TEST(Timecode, DropsTwoNamesAMinuteButNotTheTenth) {
    constexpr FrameRate kNtsc{30000, 1001};
    EXPECT_EQ(name(1799, kNtsc), "00:00:59;29");
    EXPECT_EQ(name(1800, kNtsc), "00:01:00;02");
    EXPECT_EQ(name(17981, kNtsc), "00:09:59;29");
    EXPECT_EQ(name(17982, kNtsc), "00:10:00;00");
    EXPECT_EQ(name(17982 + 1800, kNtsc), "00:11:00;02");
    EXPECT_EQ(name(107892, kNtsc), "01:00:00;00");
}

TEST(Timecode, DropsFourAtDoubleTheRate) {
    EXPECT_EQ(name(3599, {60000, 1001}), "00:00:59;59");
    EXPECT_EQ(name(3600, {60000, 1001}), "00:01:00;04");
    EXPECT_EQ(name(35964, {60000, 1001}), "00:10:00;00");
}

TEST(Timecode, NeverNamesADroppedFrameAndNoneTwice) {
    const Timecode clock = Timecode::of({30000, 1001}).value();
    std::string before;
    for (std::int64_t frame = 0; frame < 20'000; ++frame) {
        const std::string now = clock.at(frame);
        EXPECT_LT(before, now) << frame;
        const bool dropped = now.substr(6) == "00;00" || now.substr(6) == "00;01";
        EXPECT_TRUE(!dropped || now[4] == '0') << now;
        before = now;
    }
}

TEST(Timecode, BeginsAgainAfterADay) {
    const Timecode clock = Timecode::of({30000, 1001}).value();
    EXPECT_EQ(clock.at(24 * clock.hour() - 1), "23:59:59;29");
    EXPECT_EQ(clock.at(24 * clock.hour()), "00:00:00;00");
}

TEST(Timecode, IsAbsentForOddRates) {
    EXPECT_FALSE(Timecode::of({25, 2}));
    EXPECT_FALSE(Timecode::of({120, 1}));
    EXPECT_TRUE(Timecode::of({50, 1}));
    EXPECT_TRUE(Timecode::of({60, 2}));
}

}  // namespace
}  // namespace takt::timeline
