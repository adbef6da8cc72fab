// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;
using testing::SizeIs;

Draft titled() {
    return after(begun(), {op::AddText{"Summer", {}, false, {}}});
}

TEST(AddingATitle, AddsATextTrackOnly) {
    Draft draft = titled();
    const Segment title = draft.tracks.back().segments.at(0);
    EXPECT_EQ(title.start, Ms{0});
    EXPECT_EQ(title.duration, Ms{3000});
    EXPECT_EQ(title.text, "Summer");
    draft.tracks.pop_back();
    EXPECT_EQ(draft, begun());
}

TEST(AddingATitle, OverAnotherTakesASecondTrack) {
    const Draft draft = after(titled(), {op::AddText{"Over", from_to(1000, 2000), false, {}},
                                         op::AddText{"Later", from_to(5000, 6000), false, {}}});
    ASSERT_THAT(draft.tracks, SizeIs(3));
    EXPECT_THAT(draft.tracks[1].segments, SizeIs(2));
    EXPECT_EQ(draft.tracks[2].segments[0].text, "Over");
}

TEST(ChangingATitle, ChangesWhatIsNamed) {
    Draft expected = titled();
    Segment& title = expected.tracks[1].segments[0];
    title.style.colour = "#FFFF00";
    title.style.size = 1.3;
    op::ChangeText change;
    change.style.colour = "#FFFF00";
    change.style.scale = 1.3;
    EXPECT_EQ(after(titled(), {change}), expected);
}

TEST(ChangingATitle, MovesItsEnd) {
    Draft expected = titled();
    expected.tracks[1].segments[0].duration = Ms{5000};
    op::ChangeText change;
    change.end = Moment{Ms{5000}, false};
    EXPECT_EQ(after(titled(), {change}), expected);
}

TEST(ChangingATitle, NeedsOne) {
    EXPECT_THAT(refusal(begun(), op::ChangeText{}), HasSubstr("title: there is none"));
    EXPECT_THAT(refusal(titled(), op::ChangeText{}), HasSubstr("like that already"));
    EXPECT_THAT(refusal(titled(), op::RemoveText{{Target::Kind::Titles, {3}, {}}}), HasSubstr("there is 1 title"));
}

TEST(RemovingTitles, LeavesTheRest) {
    EXPECT_EQ(after(titled(), {op::RemoveText{}}), begun());
    EXPECT_THAT(refusal(titled(), op::RemoveText{{Target::Kind::Captions, {}, {}}}), HasSubstr("there are none"));
}

EditInputs with_captions() {
    EditInputs inputs = two_clips();
    inputs.captions = {
        {"talk.srt", {{{Ms{0}, Ms{2000}}, "one"}, {{Ms{1500}, Ms{3000}}, "two"}, {{Ms{60'000}, Ms{61'000}}, "x"}}}};
    return inputs;
}

TEST(Captions, ComeFromTheOnlyFileEachInRoomOfItsOwn) {
    const Draft draft = after(begun(), {op::AddCaptions{}}, with_captions());
    ASSERT_THAT(draft.tracks, SizeIs(3));
    EXPECT_EQ(draft.tracks[1].segments[0].text, "one");
    EXPECT_TRUE(draft.tracks[2].segments[0].style.caption);
    EXPECT_THAT(notes_of(begun(), op::AddCaptions{}, with_captions()), HasSubstr("1 lines are beyond"));
}

TEST(Captions, NeedAFile) {
    EXPECT_THAT(refusal(begun(), op::AddCaptions{}), HasSubstr("name one (add captions from talk.srt)"));
    EXPECT_THAT(refusal(begun(), op::AddCaptions{"b.srt"}, with_captions()), HasSubstr("talk.srt; name one of these"));
}

}  // namespace
}  // namespace takt
