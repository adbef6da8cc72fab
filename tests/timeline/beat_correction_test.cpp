// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/beat_correction.h"

#include "takt/beats.h"

#include <gtest/gtest.h>

#include <utility>

namespace takt {
namespace {

/// `count` beats every half second from `first`, a bar every `meter` from the beat `downbeat` on.
BeatGrid grid(int count = 32, int meter = 4, int downbeat = 0, Us first = Us{0}) {
    BeatGrid::Parts parts;
    parts.duration = first + Us{500'000} * count;
    parts.musical = true;
    parts.tempo = {120, 0.8, true, {{60, "half", 0.5}, {240, "double", 0.2}, {120, "off-beat", 0.3}}};
    parts.meter = meter;
    for (int i = 0; i < count; ++i) {
        const int from = i - downbeat;
        const bool begins = from % meter == 0;
        parts.beats.push_back({first + Us{500'000} * i, begins ? 1.0 : 0.5, begins, from < 0 ? -1 : from / meter});
    }
    parts.sections = {{{Us{0}, Us{8'000'000}}, 0.5, "intro"}, {{Us{8'000'000}, parts.duration}, 1, "drop"}};
    parts.phrases = {Us{0}, Us{8'000'000}};
    parts.highlight = TimeRange{Us{4'000'000}, Us{12'000'000}};
    return BeatGrid(std::move(parts));
}

std::vector<double> downbeats(const BeatGrid& beats) {
    std::vector<double> times;
    for (const Beat& beat : beats.beats()) {
        if (beat.downbeat) times.push_back(seconds(beat.time));
    }
    return times;
}

std::vector<double> times(const BeatGrid& beats) {
    std::vector<double> all;
    for (const Beat& beat : beats.beats()) all.push_back(seconds(beat.time));
    return all;
}

TEST(BeatCorrection, ThatIsEmptyChangesNothing) {
    const BeatGrid same = corrected(grid(), {});
    EXPECT_EQ(times(same), times(grid()));
    EXPECT_FALSE(same.correction());
}

TEST(BeatCorrection, HalfKeepsTheBeatsThatBarsBeginOn) {
    const BeatGrid half = corrected(grid(9, 4, 1), {.level = -1});
    EXPECT_EQ(times(half), (std::vector<double>{0.5, 1.5, 2.5, 3.5}));
    EXPECT_EQ(half.tempo().bpm, 60);
    EXPECT_TRUE(half.beats()[0].downbeat || half.beats()[2].downbeat);
    EXPECT_EQ(half.correction(), (BeatCorrection{.level = -1}));
}

TEST(BeatCorrection, DoublePutsBeatsBetween) {
    const BeatGrid twice = corrected(grid(4), {.level = 1});
    EXPECT_EQ(times(twice), (std::vector<double>{0, 0.25, 0.5, 0.75, 1, 1.25, 1.5}));
    EXPECT_EQ(twice.tempo().bpm, 240);
    EXPECT_EQ(downbeats(twice), (std::vector<double>{0, 1}));
    EXPECT_LT(twice.beats()[1].strength, twice.beats()[2].strength);
}

TEST(BeatCorrection, TellsTheFoundTempoAsTheOtherReading) {
    const BeatGrid half = corrected(grid(), {.level = -1});
    ASSERT_EQ(half.tempo().alternatives.size(), 1U);
    EXPECT_EQ(half.tempo().alternatives[0].bpm, 120);
    EXPECT_EQ(half.tempo().alternatives[0].relation, "double");
}

TEST(BeatCorrection, OffsetMovesBeatsAndTheSectionsOnThem) {
    const BeatGrid late = corrected(grid(), {.offset = Us{-20'000}});
    EXPECT_EQ(late.beats().front().time, Us{480'000});
    EXPECT_EQ(late.sections()[1].range.begin, Us{7'980'000});
    EXPECT_EQ(late.sections()[0].range.end, Us{7'980'000});
    EXPECT_EQ(late.sections()[1].range.end, grid().duration());
}

TEST(BeatCorrection, ATempoNearARatioThinsOrFillsTheFoundBeats) {
    EXPECT_EQ(times(corrected(grid(), {.bpm = 61})), times(corrected(grid(), {.level = -1})));
    EXPECT_EQ(times(corrected(grid(), {.bpm = 238})), times(corrected(grid(), {.level = 1})));
    EXPECT_EQ(corrected(grid(4), {.bpm = 355}).beats().size(), 10U);
    EXPECT_EQ(times(corrected(grid(12, 3), {.bpm = 40})), (std::vector<double>{0, 1.5, 3, 4.5}));
    EXPECT_EQ(times(corrected(grid(), {.bpm = 120.5})), times(grid()));
}

TEST(BeatCorrection, AnyOtherTempoIsSteadyThroughTheBestPhase) {
    const BeatGrid steady = corrected(grid(40, 4, 0, Us{100'000}), {.bpm = 90});
    ASSERT_EQ(steady.beats().size(), 30U);
    EXPECT_EQ(steady.tempo().bpm, 90);
    EXPECT_TRUE(steady.tempo().stable);
    for (std::size_t i = 1; i < steady.beats().size(); ++i) {
        // Derived from the number, never summed up.
        EXPECT_NEAR(seconds(steady.beats()[i].time - steady.beats()[0].time), static_cast<double>(i) * 60 / 90, 2e-6);
    }
    // Every third of the found beats meets every second of these: the strong ones decide which.
    EXPECT_NEAR(seconds(steady.beats()[0].time), 0.1, 0.06);
}

TEST(BeatCorrection, ATempoGivesBeatsWhereNoneWereFound) {
    BeatGrid::Parts parts;
    parts.duration = Us{3'000'000};
    const BeatGrid beats = corrected(BeatGrid(parts), {.bpm = 60, .downbeat = Us{1'000'000}});
    EXPECT_TRUE(beats.musical());
    EXPECT_EQ(times(beats), (std::vector<double>{0, 1, 2}));
    EXPECT_EQ(downbeats(beats), (std::vector<double>{1}));
}

TEST(BeatCorrection, DownbeatCountsTheBarsAnew) {
    const BeatGrid beats = corrected(grid(10), {.downbeat = Us{1'520'000}});
    EXPECT_EQ(downbeats(beats), (std::vector<double>{1.5, 3.5}));
    EXPECT_EQ(beats.beats()[0].bar, -1);
    EXPECT_EQ(beats.beats()[3].bar, 0);
    EXPECT_EQ(beats.beats()[9].bar, 1);
}

TEST(BeatCorrection, ADownbeatOutsideOfTheSoundCountsByWholeBars) {
    EXPECT_EQ(downbeats(corrected(grid(10), {.downbeat = Us{-500'000}})), (std::vector<double>{1.5, 3.5}));
    EXPECT_EQ(downbeats(corrected(grid(10), {.downbeat = Us{103'500'000}})), (std::vector<double>{1.5, 3.5}));
}

TEST(BeatCorrection, SectionsGoOnBeginningOnBarLines) {
    const BeatGrid beats = corrected(grid(), {.downbeat = Us{500'000}});
    EXPECT_EQ(beats.sections()[1].range.begin, Us{8'500'000});
}

TEST(BeatCorrection, PhrasesAndTheHighlightGoOnBeginningOnBarLines) {
    const BeatGrid moved = corrected(grid(), {.downbeat = Us{500'000}});
    EXPECT_EQ(moved.phrases()[1], Us{8'500'000});
    EXPECT_EQ(moved.highlight(), (TimeRange{Us{4'500'000}, Us{12'500'000}}));
    const BeatGrid later = corrected(grid(), {.offset = Us{30'000}});
    EXPECT_EQ(later.phrases()[0], Us{30'000});
    EXPECT_EQ(later.highlight(), (TimeRange{Us{4'030'000}, Us{12'030'000}}));
}

TEST(BeatCorrection, OfAPartCountsFromItsBegin) {
    EXPECT_EQ(moved({.level = 1, .downbeat = Us{5'000'000}}, Us{2'000'000}),
              (BeatCorrection{.level = 1, .downbeat = Us{3'000'000}}));
}

TEST(BeatCorrection, LeavesSilenceAlone) {
    for (const BeatCorrection& correction :
         {BeatCorrection{.level = -3}, BeatCorrection{.level = 3}, BeatCorrection{.offset = Us{5}},
          BeatCorrection{.downbeat = Us{1}}, BeatCorrection{.bpm = 400}}) {
        EXPECT_TRUE(corrected(BeatGrid{}, correction).beats().empty());
    }
}

}  // namespace
}  // namespace takt
