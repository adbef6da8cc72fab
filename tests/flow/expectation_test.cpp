// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/expectation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

BeatGrid every_half_second() {
    BeatGrid::Parts parts{.duration = std::chrono::seconds(60), .musical = true};
    for (int i = 0; i < 100; ++i) parts.beats.push_back({.time = Us{500'000 * i}});
    return BeatGrid(std::move(parts));
}

std::optional<BeatGrid> grid_of(const std::string& source) {
    return source == "song.mp3" ? std::optional(every_half_second()) : std::nullopt;
}

Draft draft_with_song(double volume) {
    Draft draft{.duration = Ms{2000}};
    draft.tracks.push_back({0,
                            {{.duration = Ms{1000}, .source = "a.mp4", .volume = 0},
                             {.start = Ms{1000}, .duration = Ms{1000}, .source = "b.mp4", .volume = 0}}});
    draft.tracks.push_back(
        {1, {{.duration = Ms{2000}, .source = "song.mp3", .source_begin = Ms{10'100}, .volume = volume}}});
    return draft;
}

TEST(ExpectationOf, PutsTheSongsBeatsOnTheVideosTimeline) {
    // The song is heard from 10.1 s on: its beat at 10.5 s comes 0.4 s into the video.
    EXPECT_THAT(expectation_of(draft_with_song(1), {}, grid_of).beats,
                ElementsAre(Us{400'000}, Us{900'000}, Us{1'400'000}, Us{1'900'000}));
}

TEST(ExpectationOf, HoldsTheVideoAgainstTheDraftsCutsSizeAndLength) {
    const Expectation expected = expectation_of(draft_with_song(1), {}, grid_of);
    EXPECT_THAT(expected.cuts, ElementsAre(Cut{Ms{1000}, {}}));
    EXPECT_EQ(expected.size, (Size{1920, 1080}));
    EXPECT_EQ(expected.duration, Ms{2000});
}

TEST(ExpectationOf, HoldsOnlyCutsThatFollowTheBeatsToThem) {
    Draft draft = draft_with_song(1);
    EXPECT_FALSE(expectation_of(draft, {}, grid_of).cuts_follow_beats);
    draft.tracks[0].segments[0].duration = draft.tracks[0].segments[1].start = Ms{900};
    EXPECT_TRUE(expectation_of(draft, {}, grid_of).cuts_follow_beats);
}

TEST(ExpectationOf, AsksForLoudnessOnlyWhereThereIsSound) {
    EXPECT_EQ(expectation_of(draft_with_song(1), {.integrated_lufs = -16}, grid_of).integrated_lufs, -16);
    const Expectation silent = expectation_of(draft_with_song(0), {}, grid_of);
    EXPECT_TRUE(silent.silent);
    EXPECT_FALSE(silent.integrated_lufs);
}

}  // namespace
}  // namespace takt::flow
