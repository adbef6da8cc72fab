// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/sections.h"

#include <gtest/gtest.h>

namespace takt::test {
namespace {

TEST(PiecewiseConstant, SplitsWhereTheLevelChanges) {
    const std::vector<double> values{0, 1, 0, 1, 0, 9, 9, 8, 9, 9, 9};
    EXPECT_EQ(beats::piecewise_constant(values, 4, 20), (std::vector<std::size_t>{0, 5}));
}

TEST(PiecewiseConstant, LeavesAPassingChangeAlone) {
    const std::vector<double> values{0, 0, 0, 0, 9, 0, 0, 0, 0};
    EXPECT_EQ(beats::piecewise_constant(values, 4, 50), (std::vector<std::size_t>{0}));
    EXPECT_TRUE(beats::piecewise_constant({}, 4, 50).empty());
}

TEST(Sections, CoverTheSongWithoutBars) {
    std::vector<float> level(6000, 0.01F);
    std::fill(level.begin() + 3000, level.end(), 0.5F);
    const std::vector<Section> sections = beats::loudness_sections(level, Us{60'000'000});
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].range.begin, Us{0});
    EXPECT_EQ(sections[0].range.end, sections[1].range.begin);
    EXPECT_EQ(sections[1].range.end, Us{60'000'000});
    EXPECT_NEAR(seconds(sections[1].range.begin), 30, 0.1);
    EXPECT_LT(sections[0].energy, 0.1);
}

TEST(Sections, OfSilenceAreOneQuietOne) {
    const std::vector<Section> sections = beats::loudness_sections(std::vector<float>(500, 0.0F), Us{5'000'000});
    ASSERT_EQ(sections.size(), 1U);
    EXPECT_EQ(sections[0].energy, 0);
    EXPECT_EQ(sections[0].label, "quiet");
}

}  // namespace
}  // namespace takt::test
