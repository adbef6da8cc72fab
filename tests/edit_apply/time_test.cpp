// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;

const Stretch kLastFour{{Ms{4000}, true}, {Ms{0}, true}};

TEST(RemovingAStretch, ClosesTheGapAndLeavesTheRest) {
    const Draft before = begun();
    Draft expected = before;
    video(expected)[0].source_begin = Ms{5000};
    video(expected)[0].duration -= Ms{5000};
    video(expected)[1].start -= Ms{5000};
    expected.duration -= Ms{5000};
    EXPECT_EQ(after(before, {op::RemoveStretches{{from_to(0, 5000)}}}), expected);
}

TEST(RemovingAStretch, AsksWhenMostOfTheVideoWouldGo) {
    EXPECT_THAT(refusal(begun(), op::RemoveStretches{{from_to(2000, 15'000)}}),
                HasSubstr("more than half of the 19.9 s; say 'keep only 0-2 s and 15-19.9 s'"));
    EXPECT_THAT(refusal(begun(), op::RemoveStretches{{from_to(5000, 40'000)}}), HasSubstr("19.9 s long"));
    EXPECT_THAT(refusal(begun(), op::RemoveStretches{{Stretch{}}}), HasSubstr("nothing would be left"));
}

TEST(RemovingStretches, CountsAllInTheVideoBefore) {
    const Draft draft = after(begun(), {op::RemoveStretches{{from_to(1000, 2000), from_to(15'000, 16'000)}}});
    EXPECT_EQ(draft.duration, kBoth - Ms{2000});
    EXPECT_EQ(segments(draft, TrackType::Video).size(), 4U);
}

TEST(KeepingAStretch, LeavesOnlyThat) {
    Draft draft = after(begun(), {op::KeepStretches{{kLastFour}}});
    ASSERT_EQ(video(draft).size(), 1U);
    EXPECT_EQ(video(draft)[0].name, "b");
    EXPECT_EQ(draft.duration, Ms{4000});
    EXPECT_NEAR(static_cast<double>(video(draft)[0].source_begin.count()), 5966, 1);
}

TEST(Titles, MoveWithTheFootageTheyWereOver) {
    const Draft titled = after(begun(), {op::AddText{"Noon", from_to(12'000, 14'000), false, {}}});
    Draft draft = after(titled, {op::RemoveStretches{{from_to(2000, 5000)}}});
    EXPECT_EQ(draft.tracks[1].segments[0].start, Ms{9000});
    EXPECT_EQ(draft.tracks[1].segments[0].duration, Ms{2000});
}

TEST(Titles, AtTheBeginStayThereWhateverIsCut) {
    const Draft titled = after(begun(), {op::AddText{"Noon", from_to(0, 3000), false, {}}});
    EXPECT_EQ(after(titled, {op::RemoveStretches{{from_to(0, 5000)}}}).tracks[1], titled.tracks[1]);
}

TEST(Titles, BeyondTheEndAreDroppedWithANote) {
    const Draft titled = after(begun(), {op::AddText{"Bye", kLastFour, false, {}}});
    const op::KeepStretches first_ten{{from_to(0, 10'000)}};
    EXPECT_EQ(after(titled, {first_ten}).tracks.size(), 1U);
    EXPECT_THAT(notes_of(titled, first_ten), HasSubstr("title \"Bye\": left out"));
}

TEST(Captions, LoseWhatIsCutOutOfTheirWords) {
    const Draft spoken = after(begun(), {op::AddText{"hello", from_to(4000, 6000), true, {}}});
    const Draft draft = after(spoken, {op::RemoveStretches{{from_to(5000, 8000)}}});
    EXPECT_EQ(draft.tracks[1].segments[0].start, Ms{4000});
    EXPECT_EQ(draft.tracks[1].segments[0].duration, Ms{1000});
}

TEST(Splitting, ChangesNoPicture) {
    Draft draft = after(begun(), {op::Split{{{Ms{5000}, false}}}});
    ASSERT_EQ(video(draft).size(), 3U);
    EXPECT_EQ(video(draft)[1].source_begin, Ms{5000});
    EXPECT_TRUE(planned_cuts(draft).size() == 1);
    EXPECT_THAT(refusal(draft, op::Split{{{Ms{5000}, false}}}), HasSubstr("is cut there already"));
}

TEST(TrimmingClips, MovesLaterClipsUp) {
    Draft expected = begun();
    video(expected)[0].source_begin = Ms{500};
    video(expected)[0].duration -= Ms{500};
    video(expected)[1].start -= Ms{500};
    expected.duration -= Ms{500};
    EXPECT_EQ(after(begun(), {op::TrimClips{clips({1}), Ms{500}, Ms{0}}}), expected);
    EXPECT_THAT(refusal(begun(), op::TrimClips{clips({2}), Ms{5000}, Ms{5000}}), HasSubstr("clip 2: is 10 s long"));
}

TEST(ClipLength, IsTakenFromTheBegin) {
    Draft draft = after(begun(), {op::SetClipLength{{}, Ms{3000}}});
    EXPECT_EQ(draft.duration, Ms{6000});
    EXPECT_EQ(video(draft)[1].source_begin, Ms{0});
    EXPECT_THAT(refusal(begun(), op::SetClipLength{{}, Ms{12'000}}), HasSubstr("no more of them"));
}

TEST(RemovingSilence, KeepsABreathAtBothSides) {
    EditInputs inputs = two_clips();
    inputs.clips[1].sound.silence = {{from_seconds(2), from_seconds(4)}, {from_seconds(6), from_seconds(6.5)}};
    EXPECT_EQ(after(begun(), {op::RemoveSilence{}}, inputs).duration, kBoth - Ms{1800});
    EXPECT_THAT(refusal(begun(), op::RemoveSilence{}), HasSubstr("none over 0.5 s"));
}

TEST(RemovingFlaws, TakesOutBlackSeconds) {
    EditInputs inputs = two_clips();
    for (const int i : {3, 4}) inputs.clips[0].measures.seconds[static_cast<std::size_t>(i)].black = true;
    Draft draft = after(begun(), {op::RemoveFlaws{op::Flaw::Black}}, inputs);
    EXPECT_EQ(video(draft)[0].duration, Ms{3000});
    EXPECT_EQ(video(draft)[1].source_begin, Ms{5000});
}

TEST(Highlights, KeepTheLivelyPartsInOrder) {
    EditInputs inputs = two_clips();
    for (const std::size_t i : {4U, 5U}) inputs.clips[0].measures.seconds[i].motion = 0.25;
    for (const std::size_t i : {0U, 1U}) inputs.clips[1].measures.seconds[i].motion = 0.2;
    Draft draft = after(begun(), {op::Highlight{Ms{4000}}}, inputs);
    EXPECT_EQ(draft.duration, Ms{4000});
    ASSERT_EQ(video(draft).size(), 2U);
    EXPECT_EQ(video(draft)[0].name, "a");
    EXPECT_EQ(video(draft)[1].name, "b");
    EXPECT_THAT(notes_of(begun(), op::Highlight{Ms{4000}}, inputs), HasSubstr("4-"));
}

TEST(Length, IsCutAtTheEndAndSaid) {
    const op::SetLength ten{Ms{10'000}, op::Bound::Exactly};
    EXPECT_EQ(after(begun(), {ten}).duration, Ms{10'000});
    EXPECT_THAT(notes_of(begun(), ten), HasSubstr("the last 9.9 s are cut off"));
    EXPECT_THAT(refusal(begun(), op::SetLength{Ms{40'000}, op::Bound::Exactly}), HasSubstr("footage lasts 19.9 s"));
}

TEST(Length, ThatIsShortEnoughStays) {
    EXPECT_EQ(after(begun(), {op::SetLength{Ms{60'000}, op::Bound::AtMost}}), begun());
    EXPECT_EQ(after(begun(), {op::SetLength{Ms{21'000}, op::Bound::About}}), begun());
}

TEST(Lengths, SeveralAreForTheRender) {
    EXPECT_THAT(refusal(begun(), op::MakeLengths{{Ms{15'000}, Ms{30'000}}}), HasSubstr("takt render --lengths 15,30"));
}

}  // namespace
}  // namespace takt
