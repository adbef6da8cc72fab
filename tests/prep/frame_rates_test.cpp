// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/frame_rates.h"

#include <gtest/gtest.h>

namespace takt::prep {
namespace {

std::vector<Us> regular(int count, FrameRate rate, std::int64_t tick_us = 1) {
    std::vector<Us> times;
    for (int n = 0; n < count; ++n) times.emplace_back(frame_time(n, rate).count() / tick_us * tick_us);
    return times;
}

VideoStreamInfo video(FrameRate measured, bool variable, FrameRate declared = {90000, 1}) {
    VideoStreamInfo info;
    info.measured_rate = measured;
    info.declared_rate = declared;
    info.variable_rate = variable;
    return info;
}

TEST(MeasureRate, FindsTheStandardRateBehindTimesRoundedToTicks) {
    for (const FrameRate rate : {FrameRate{24000, 1001}, FrameRate{30000, 1001}, FrameRate{30, 1}, FrameRate{60, 1}}) {
        std::vector<Us> times = regular(300, rate, 1000);  // Matroska's milliseconds
        const MeasuredRate measured = measure_rate(times);
        EXPECT_EQ(measured.average, rate);
        EXPECT_FALSE(measured.variable) << rate.num;
    }
}

TEST(MeasureRate, SeesOneDroppedFrame) {
    std::vector<Us> times = regular(300, {30, 1});
    times.erase(times.begin() + 100);
    EXPECT_TRUE(measure_rate(times).variable);
}

TEST(MeasureRate, SeesARateThatWandersALittleAllTheTime) {
    std::vector<Us> times{Us{0}};
    for (int n = 0; n < 200; ++n) times.push_back(times.back() + Us{n / 25 % 2 == 0 ? 35'000 : 39'000});
    EXPECT_TRUE(measure_rate(times).variable);
}

TEST(MeasureRate, DoesNotMindTheOrderOfDecoding) {
    std::vector<Us> times = regular(60, {25, 1});
    for (std::size_t i = 0; i + 2 < times.size(); i += 3) std::swap(times[i], times[i + 2]);
    const MeasuredRate measured = measure_rate(times);
    EXPECT_EQ(measured.average, (FrameRate{25, 1}));
    EXPECT_FALSE(measured.variable);
}

TEST(MeasureRate, KnowsNothingFromOneFrame) {
    std::vector<Us> times{Us{0}};
    EXPECT_EQ(measure_rate(times).average.num, 0);
}

TEST(OutputRate, KeepsAConstantRateUpToTheLimit) {
    EXPECT_EQ(output_rate(video({25, 2}, false), 60), (FrameRate{25, 2}));
    EXPECT_EQ(output_rate(video({60, 1}, false), 60), (FrameRate{60, 1}));
    EXPECT_EQ(output_rate(video({48, 1}, false), 60), (FrameRate{48, 1}));
}

TEST(OutputRate, TakesTheStandardRateNearestToAVariableAverage) {
    EXPECT_EQ(output_rate(video({29'400, 1000}, true), 60), (FrameRate{30000, 1001}));
    EXPECT_EQ(output_rate(video({57'000, 1000}, true), 60), (FrameRate{60000, 1001}));
}

TEST(OutputRate, IgnoresAnAbsurdDeclaredRate) {
    EXPECT_EQ(output_rate(video({13'000, 1000}, true, {57600, 1}), 60), (FrameRate{30, 1}));
}

TEST(OutputRate, BelievesAStandardDeclaredRateOfAPhoneThatDroppedFrames) {
    EXPECT_EQ(output_rate(video({10'650, 1000}, true, {30000, 1001}), 60), (FrameRate{30000, 1001}));
}

TEST(OutputRate, TakesEverySecondFrameOfHighSpeedFootage) {
    EXPECT_EQ(output_rate(video({120, 1}, false), 60), (FrameRate{60, 1}));
    EXPECT_EQ(output_rate(video({119'880, 1000}, false), 60), (FrameRate{60000, 1001}));
    EXPECT_EQ(output_rate(video({240, 1}, false), 60), (FrameRate{60, 1}));
    EXPECT_EQ(output_rate(video({90, 1}, false), 60), (FrameRate{60, 1}));
}

TEST(OutputRate, RaisesVerySlowFootageToAWholeMultiple) {
    EXPECT_EQ(output_rate(video({1, 1}, false), 60), (FrameRate{24, 1}));
    EXPECT_EQ(output_rate(video({1, 10}, false), 60), (FrameRate{24, 1}));
}

}  // namespace
}  // namespace takt::prep
