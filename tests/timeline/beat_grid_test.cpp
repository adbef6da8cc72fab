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

TEST(CutHints, KnowTheirBeat) {
    const BeatGrid song = grid(32);
    for (const CutHint& hint : song.hints(Pace::Normal)) {
        ASSERT_TRUE(hint.beat);
        EXPECT_EQ(song.beats()[*hint.beat].time, hint.time);
        EXPECT_EQ(song.beats()[*hint.beat].bar, hint.bar);
    }
    BeatGrid::Parts speech;
    speech.duration = Us{9'000'000};
    EXPECT_FALSE(BeatGrid(std::move(speech)).hints(Pace::Fast).front().beat);
}

/// Two minutes, bars of 2 s, phrases of 16 s.
BeatGrid long_song(Us highlight) {
    BeatGrid::Parts parts;
    parts.duration = Us{120'000'000};
    parts.musical = true;
    for (int i = 0; i < 240; ++i) parts.beats.push_back({Us{500'000} * i, 0.5, i % 4 == 0, i / 4});
    for (int i = 0; i < 120; i += 16) parts.phrases.push_back(Us{1'000'000} * i);
    parts.highlight = TimeRange{highlight, highlight + Us{16'000'000}};
    return BeatGrid(std::move(parts));
}

TEST(SuggestedRange, BeginsWithTheHighlightAndEndsOnALine) {
    const BeatGrid song = long_song(Us{48'000'000});
    EXPECT_EQ(song.suggested_range(Us{15'300'000}), (TimeRange{Us{48'000'000}, Us{62'000'000}}));  // a bar
    EXPECT_EQ(song.suggested_range(Us{17'900'000}), (TimeRange{Us{48'000'000}, Us{64'000'000}}));  // a phrase
    EXPECT_EQ(song.suggested_range(Us{1'200'000}), (TimeRange{Us{48'000'000}, Us{49'000'000}}));   // a beat
}

TEST(SuggestedRange, BeginsEarlierWhenTooLittleFollows) {
    EXPECT_EQ(long_song(Us{112'000'000}).suggested_range(Us{30'000'000}), (TimeRange{Us{80'000'000}, Us{110'000'000}}));
}

TEST(SuggestedRange, IsAllOfAShorterSong) {
    EXPECT_EQ(long_song(Us{0}).suggested_range(Us{300'000'000}), (TimeRange{Us{0}, Us{120'000'000}}));
    EXPECT_EQ(BeatGrid().suggested_range(Us{5}), (TimeRange{}));
}

}  // namespace
}  // namespace takt
