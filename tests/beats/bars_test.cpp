// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/bars.h"

#include <gtest/gtest.h>

#include <random>

namespace takt::test {
namespace {

TEST(Bars, FollowTheAccents) {
    std::vector<double> accents;
    for (int i = 0; i < 40; ++i) accents.push_back(i % 4 == 2 ? 5 : 1);
    const beats::Bars bars = beats::find_bars(accents);
    EXPECT_EQ(bars.meter, 4);
    for (int i = 0; i < 40; ++i) EXPECT_EQ(bars.positions[i], (i + 2) % 4);
}

TEST(Bars, ShiftWhereTheSongDropsABeat) {
    std::vector<double> accents;
    for (int i = 0; i < 80; ++i) accents.push_back((i < 40 ? i : i + 1) % 4 == 0 ? 5 : 1);
    const beats::Bars bars = beats::find_bars(accents);
    EXPECT_EQ(bars.positions[8], 0);
    EXPECT_EQ(bars.positions[79], 0);
}

TEST(Bars, OfEqualBeatsAreInFourFromTheFirst) {
    const beats::Bars bars = beats::find_bars(std::vector<double>(12, 1.0));
    EXPECT_EQ(bars.meter, 4);
    for (int i = 1; i < 12; ++i) EXPECT_EQ(bars.positions[i], (bars.positions[i - 1] + 1) % 4);
    EXPECT_TRUE(beats::find_bars(std::vector<double>{}).positions.empty());
}

TEST(Bars, OfBeatsThatDifferByChanceAreInFour) {
    std::mt19937 random(7);
    std::vector<double> accents(3000);
    for (double& accent : accents) accent = static_cast<double>(random() % 1000);
    EXPECT_EQ(beats::find_bars(accents).meter, 4);
}

}  // namespace
}  // namespace takt::test
