// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace takt {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Segment shot(const std::string& name, int start, int duration) {
    Segment segment;
    segment.start = Ms{start};
    segment.duration = Ms{duration};
    segment.name = name;
    return segment;
}

Draft city() {
    Draft draft;
    draft.duration = Ms{10'000};
    Segment music = shot("Lo-fi", 0, 10'000);
    music.volume = 0.35;
    Segment title = shot("", 0, 3000);
    title.text = "Urban Dreams";
    draft.tracks = {{0, {shot("city timelapse", 0, 10'000)}, ""}, {1, {music}, ""}, {7, {title}, ""}};
    return draft;
}

Draft with_shots(std::vector<Segment> shots) {
    Draft draft;
    draft.duration = Ms{10'000};
    draft.tracks = {{0, std::move(shots), ""}};
    return draft;
}

TEST(DraftSummary, NamesEveryTrack) {
    EXPECT_EQ(summary(city()),
              "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: \"Urban "
              "Dreams\" (0-3s)");
}

TEST(DraftSummary, WritesSecondsWithoutNeedlessDecimals) {
    EXPECT_THAT(summary(with_shots({shot("a", 1500, 1500)})), HasSubstr("a (1.5-3s)"));
    EXPECT_THAT(summary(with_shots({shot("a", 33, 1000)})), HasSubstr("a (0.033-1.033s)"));
}

TEST(DraftSummary, KeepsUnknownTracksAndCountsManySegments) {
    Draft draft = with_shots({shot("a", 0, 1), shot("b", 1, 1), shot("c", 2, 1), shot("d", 3, 1997)});
    draft.tracks.push_back({9, {}, ""});
    EXPECT_EQ(summary(draft), "Timeline (2 tracks): 1. Video: 4 segments (0-2s) 2. Track type 9: empty");
}

TEST(DraftSummary, FallsBackOnTheLastPartOfTheAddress) {
    Segment segment = shot("", 0, 1000);
    segment.source = "https://cdn.example/a/city.mp4?sign=1/2";
    EXPECT_THAT(summary(with_shots({segment})), HasSubstr("Video: city.mp4 (0-1s)"));
}

TEST(Draft, IsRenderableWhenATrackHoldsASegment) {
    EXPECT_FALSE(Draft{}.renderable());
    EXPECT_FALSE(with_shots({}).renderable());
    EXPECT_TRUE(city().renderable());
}

TEST(PlannedCuts, AreNotWhereAShotGoesOn) {
    Segment second = shot("a", 1000, 1000);
    second.source_begin = Ms{1000};
    EXPECT_THAT(planned_cuts(with_shots({shot("a", 0, 1000), second})), IsEmpty());
    second.source_begin = Ms{1040};
    EXPECT_THAT(planned_cuts(with_shots({shot("a", 0, 1000), second})), SizeIs(1));
}

TEST(PlannedCuts, AreTheStartsAfterTheFirst) {
    Segment second = shot("b", 1000, 1000);
    second.transition = {TransitionKind::Crossfade, Ms{400}};
    EXPECT_THAT(planned_cuts(with_shots({shot("a", 0, 1000), second})), ElementsAre(Cut{Ms{1000}, second.transition}));
    EXPECT_THAT(planned_cuts(Draft{}), IsEmpty());
}

TEST(BrokenInvariants, AreNoneInASoundDraft) {
    EXPECT_THAT(broken_invariants(city()), IsEmpty());
}

TEST(BrokenInvariants, NameEachFault) {
    Segment loud = shot("loud", 0, 1);
    loud.volume = 4.5;
    EXPECT_THAT(broken_invariants(with_shots({loud})), ElementsAre(HasSubstr("volume out of range")));
    EXPECT_THAT(broken_invariants(with_shots({shot("a", 0, 0)})), ElementsAre("Video segment 1 has no duration"));
    EXPECT_THAT(broken_invariants(with_shots({shot("a", 0, 10'001)})), ElementsAre(HasSubstr("ends after the draft")));
    EXPECT_THAT(broken_invariants(with_shots({shot("a", 0, 5), shot("b", 4, 5)})), ElementsAre(HasSubstr("overlaps")));
    EXPECT_THAT(broken_invariants(with_shots({shot("a", -1, 5)})), ElementsAre(HasSubstr("begins before 0")));
}

TEST(BrokenInvariants, HoldACrossfadeAgainstBothNeighbours) {
    Segment second = shot("b", 300, 1000);
    second.transition = {TransitionKind::Crossfade, Ms{400}};
    EXPECT_THAT(broken_invariants(with_shots({shot("a", 0, 300), second})), ElementsAre(HasSubstr("longer than a")));
    EXPECT_THAT(broken_invariants(with_shots({second})), ElementsAre(HasSubstr("no segment ends where it begins")));
    second.start = Ms{400};
    EXPECT_THAT(broken_invariants(with_shots({shot("a", 0, 400), second})), IsEmpty());
}

TEST(BrokenInvariants, LeaveUnknownTracksAlone) {
    Draft draft = city();
    draft.tracks.push_back({9, {shot("x", 0, 99'999)}, ""});
    EXPECT_THAT(broken_invariants(draft), IsEmpty());
}

TEST(DraftDiff, IsEmptyBetweenEqualDrafts) {
    EXPECT_THAT(diff(city(), city()), IsEmpty());
}

TEST(DraftDiff, NamesWhatChanged) {
    Draft after = city();
    after.tracks[1].segments[0].volume = 0.5;
    after.canvas = {1080, 1920};
    EXPECT_THAT(diff(city(), after),
                ElementsAre("canvas: 1920x1080 -> 1080x1920", "BGM: Lo-fi (0-10s): volume 35% -> 50%"));
}

TEST(DraftDiff, CallsAMovedSegmentMoved) {
    const Draft before = with_shots({shot("a", 0, 1000), shot("b", 1000, 1000)});
    EXPECT_THAT(diff(before, with_shots({shot("b", 0, 1000)})),
                ElementsAre("Video: b (1-2s): time 1-2s -> 0-1s", "Video: a (0-1s) removed"));
}

TEST(DraftDiff, NoticesWhatNoPersonReads) {
    Draft after = city();
    after.tracks[0].segments[0].unknown_json = R"({"x":1})";
    EXPECT_THAT(diff(city(), after), Contains(HasSubstr("details changed")));
    after = city();
    std::swap(after.tracks[0], after.tracks[1]);
    EXPECT_THAT(diff(city(), after), ElementsAre("order or details changed"));
}

}  // namespace
}  // namespace takt
