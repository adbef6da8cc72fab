// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/turn_clock.h"

#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using namespace std::chrono_literals;
using Verdict = TurnClock::Verdict;

constexpr TurnClock::Time kBegan{};

TEST(TurnClock, SaysEveryTwoMinutesThatWorkGoesOn) {
    TurnClock clock(kBegan);
    EXPECT_EQ(clock.ask(kBegan + 119s), Verdict::Continue);
    EXPECT_EQ(clock.ask(kBegan + 120s), Verdict::StillWorking);
    EXPECT_EQ(clock.ask(kBegan + 121s), Verdict::Continue);
    EXPECT_EQ(clock.ask(kBegan + 240s), Verdict::StillWorking);
}

TEST(TurnClock, IsQuietWhileThereIsSomethingToSee) {
    TurnClock clock(kBegan);
    clock.visible(kBegan + 100s);
    EXPECT_EQ(clock.ask(kBegan + 219s), Verdict::Continue);
    EXPECT_EQ(clock.ask(kBegan + 220s), Verdict::StillWorking);
}

TEST(TurnClock, TellsTheUserEvenWhileToolsReport) {
    TurnClock clock(kBegan);
    clock.substantive(kBegan + 119s);
    EXPECT_EQ(clock.ask(kBegan + 120s), Verdict::StillWorking);
}

TEST(TurnClock, GivesUpAfterTenMinutesWithoutSubstance) {
    TurnClock clock(kBegan);
    EXPECT_NE(clock.ask(kBegan + 10min - 1ms), Verdict::GiveUp);
    EXPECT_EQ(clock.ask(kBegan + 10min), Verdict::GiveUp);
    EXPECT_EQ(clock.limit_over(kBegan + 10min), "nothing but silence for 10 minutes");
}

TEST(TurnClock, CountsTheTenMinutesFromTheLastSubstance) {
    TurnClock clock(kBegan);
    clock.substantive(kBegan + 4min);
    EXPECT_NE(clock.ask(kBegan + 14min - 1ms), Verdict::GiveUp);
    EXPECT_EQ(clock.ask(kBegan + 14min), Verdict::GiveUp);
}

TEST(TurnClock, GivesUpAfterFifteenMinutesInAll) {
    TurnClock clock(kBegan);
    clock.visible(kBegan + 15min - 1ms);
    EXPECT_EQ(clock.ask(kBegan + 15min - 1ms), Verdict::Continue);
    EXPECT_EQ(clock.ask(kBegan + 15min), Verdict::GiveUp);
    EXPECT_EQ(clock.limit_over(kBegan + 15min), "no end within 15 minutes");
}

}  // namespace
}  // namespace takt::cloud
