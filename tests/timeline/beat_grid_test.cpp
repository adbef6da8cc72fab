// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/beats.h"
#include "takt/error.h"

#include <gtest/gtest.h>

#include <utility>

namespace takt {
namespace {

/// Beats every 0.5 s, a bar every `meter` beats, the sections 8 s each.
BeatGrid grid(int beats, std::vector<double> energies = {1}, int meter = 4) {
    BeatGrid::Parts parts;
    parts.duration = Us{500'000} * beats;
    parts.musical = true;
    parts.meter = meter;
    for (int i = 0; i < beats; ++i) parts.beats.push_back({Us{500'000} * i, 0.5, i % meter == 0, i / meter});
    for (std::size_t i = 0; i < energies.size(); ++i) {
        const Us begin = Us{8'000'000} * static_cast<std::int64_t>(i);
        parts.sections.push_back({{begin, begin + Us{8'000'000}}, energies[i], ""});
    }
    return BeatGrid(std::move(parts));
}

std::vector<double> times(const std::vector<CutHint>& hints) {
    std::vector<double> all;
    for (const CutHint& hint : hints) all.push_back(seconds(hint.time));
    return all;
}

TEST(BeatGrid, RefusesBeatsThatDoNotAscend) {
    BeatGrid::Parts parts;
    parts.beats = {{Us{5}, 1, true, 0}, {Us{5}, 1, false, 0}};
    EXPECT_THROW(BeatGrid{std::move(parts)}, Error);
}

TEST(BeatGrid, FindsTheNearestBeatOnEitherSide) {
    const BeatGrid beats = grid(4);
    EXPECT_EQ(beats.nearest(Us{-9})->time, Us{0});
    EXPECT_EQ(beats.nearest(Us{700'000})->time, Us{500'000});
    EXPECT_EQ(beats.nearest(Us{800'000})->time, Us{1'000'000});
    EXPECT_EQ(beats.nearest(Us{9'000'000})->time, Us{1'500'000});
    EXPECT_EQ(BeatGrid().nearest(Us{0}), nullptr);
}

TEST(BeatGrid, GivesTheBeatsOfAHalfOpenRange) {
    const BeatGrid beats = grid(4);
    const auto inside = beats.in({Us{500'000}, Us{1'500'000}});
    ASSERT_EQ(inside.size(), 2u);
    EXPECT_EQ(inside.front().time, Us{500'000});
    EXPECT_TRUE(beats.in({Us{1}, Us{2}}).empty());
}

TEST(BeatGrid, SnapsOnlyWithinTheTolerance) {
    const BeatGrid beats = grid(4);
    EXPECT_EQ(beats.snap(Us{520'000}, Us{20'000}), Us{500'000});
    EXPECT_EQ(beats.snap(Us{520'001}, Us{20'000}), Us{520'001});
}

TEST(BeatGrid, KnowsTheEnergyOfTheSectionAtATime) {
    const BeatGrid beats = grid(32, {0.2, 0.9});
    EXPECT_EQ(beats.energy_at(Us{7'999'999}), 0.2);
    EXPECT_EQ(beats.energy_at(Us{8'000'000}), 0.9);
    EXPECT_EQ(BeatGrid().energy_at(Us{0}), 0.5);
}

TEST(BeatGridHints, CutMoreOftenWhereTheSongIsStrong) {
    const BeatGrid beats = grid(32, {0.2, 0.9});
    EXPECT_EQ(times(beats.hints(Pace::Normal)), (std::vector<double>{0, 2, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15}));
    EXPECT_EQ(times(beats.hints(Pace::Calm)), (std::vector<double>{0, 4, 8, 10, 12, 14}));
}

TEST(BeatGridHints, KeepToWholeBarsInAWaltz) {
    EXPECT_EQ(times(grid(12, {1}, 3).hints(Pace::Calm)), (std::vector<double>{0, 1.5, 3, 4.5}));
    EXPECT_EQ(times(grid(12, {1}, 3).hints(Pace::Normal)), (std::vector<double>{0, 1.5, 3, 4.5}));
}

TEST(BeatGridHints, FindTheBarLineAgainAfterALostBeat) {
    BeatGrid::Parts parts;
    parts.musical = true;
    parts.duration = Us{20'000'000};
    for (const int i : {0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}) {
        parts.beats.push_back({Us{500'000} * i, 0.5, i % 4 == 0, i / 4});
    }
    EXPECT_EQ(times(BeatGrid(std::move(parts)).hints(Pace::Calm)), (std::vector<double>{0, 2, 4, 6}));
}

TEST(BeatGridHints, AreEqualStepsWithoutABeat) {
    BeatGrid::Parts parts;
    parts.duration = Us{5'000'000};
    const BeatGrid beatless(std::move(parts));
    EXPECT_EQ(times(beatless.hints(Pace::Normal)), (std::vector<double>{2, 4}));
    EXPECT_EQ(times(beatless.hints(Pace::Calm)), (std::vector<double>{4}));
    EXPECT_EQ(beatless.hints(Pace::Fast).size(), 4u);
}

}  // namespace
}  // namespace takt
