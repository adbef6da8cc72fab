// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;

EditInputs four_clips() {
    EditInputs inputs{{clip("a", 4), clip("b", 3), clip("c", 2), clip("d", 5)}, {}, {}};
    for (std::size_t i = 0; i < 4; ++i) inputs.clips[i].recorded_s = 10 - static_cast<std::int64_t>(i);
    return inputs;
}

std::string names(const Draft& draft) {
    std::string all;
    for (const Segment& segment : segments(draft, TrackType::Video)) all += segment.name;
    return all;
}
std::string order_after(const EditOp& op) {
    return names(after(begun(four_clips()), {op}, four_clips()));
}

TEST(Order, NumbersAreThoseBeforeTheOperation) {
    EXPECT_EQ(order_after(op::DeleteClips{clips({2, 4})}), "ac");
    EXPECT_EQ(order_after(op::DeleteClips{clips({1, -1})}), "bc");
    EXPECT_EQ(order_after(op::KeepClips{clips({kMiddleClip})}), "b");
    EXPECT_EQ(order_after(op::MoveClip{1, -1}), "bcda");
    EXPECT_EQ(order_after(op::MoveClip{4, 2}), "adbc");
    EXPECT_EQ(order_after(op::SwapClips{1, 3}), "cbad");
    EXPECT_EQ(order_after(op::DuplicateClips{clips({2})}), "abbcd");
}

TEST(Order, IsSortedByWhatFilesTell) {
    EXPECT_EQ(order_after(op::SortClips{op::SortKey::Filmed}), "dcba");
    EXPECT_EQ(order_after(op::SortClips{op::SortKey::Length}), "cbad");
    EXPECT_EQ(order_after(op::SortClips{op::SortKey::Backwards}), "dcba");
    EXPECT_NE(order_after(op::SortClips{op::SortKey::Random}), "abcd");
}

TEST(Order, NamesTheClipThatIsNotThere) {
    const auto refused = [](const EditOp& op) { return refusal(begun(four_clips()), op, four_clips()); };
    EXPECT_EQ(refused(op::DeleteClips{clips({7})}), "clip 7: there are 4 clips; name one that is there");
    EXPECT_THAT(refused(op::DeleteClips{clips({1, 2, 3, 4})}), HasSubstr("none would be left"));
    EXPECT_THAT(refused(op::SortClips{op::SortKey::Name}), HasSubstr("in that order already"));
    EXPECT_THAT(refused(op::MoveClip{2, 2}), HasSubstr("is there already"));
}

TEST(Order, MovesClipsAsTheyAre) {
    Draft before = begun(four_clips());
    video(before)[2].look.contrast = 0.5;
    const Draft draft = after(before, {op::SwapClips{1, 3}}, four_clips());
    EXPECT_EQ(segments(draft, TrackType::Video)[0].look.contrast, 0.5);
    EXPECT_EQ(draft.duration, before.duration);
}

TEST(Order, LeavesTitlesInTheirPlaceAndTakesCaptionsAlong) {
    const Draft before = after(
        begun(four_clips()),
        {op::AddText{"Noon", from_to(5000, 6000), false, {}}, op::AddText{"words", from_to(1000, 2000), true, {}}},
        four_clips());
    Draft draft = after(before, {op::MoveClip{1, -1}}, four_clips());
    EXPECT_EQ(draft.tracks[1].segments[0].start, Ms{5000});
    EXPECT_EQ(draft.tracks[1].segments[1].text, "words");
    EXPECT_NEAR(static_cast<double>(draft.tracks[1].segments[1].start.count()), 10'900, 34);
}

TEST(Joining, ShowsEveryClipOnceAndAsLongAsAsked) {
    Draft draft = after(begun(four_clips()), {op::DuplicateClips{}, op::Join{Ms{1500}}}, four_clips());
    EXPECT_EQ(names(draft), "abcd");
    EXPECT_EQ(draft.duration, Ms{6000});
    EXPECT_THAT(refusal(begun(four_clips()), op::Join{}, four_clips()), HasSubstr("already"));
}

TEST(Slideshow, HoldsEveryPhotoEquallyAndMovesInAndOut) {
    const EditInputs photos{{still("a"), still("b"), still("c"), still("d")}, {}, {}};
    Draft draft = after(begun(photos), {op::Slideshow{Ms{20'000}}}, photos);
    EXPECT_EQ(draft.duration, Ms{20'000});
    for (const Segment& segment : video(draft)) EXPECT_EQ(segment.duration, Ms{5000});
    EXPECT_LT(video(draft)[0].view_begin.zoom, video(draft)[0].view_end.zoom);
    EXPECT_GT(video(draft)[1].view_begin.zoom, video(draft)[1].view_end.zoom);
}

TEST(Slideshow, ChangesPhotosOnBeats) {
    const EditInputs photos{{still("a"), still("b"), still("c")}, {song(steady_grid(100, 60))}, {}};
    Draft draft = after({}, {op::AddMusic{}, op::Slideshow{Ms{10'000}}}, photos);
    EXPECT_EQ(draft.duration, Ms{10'000});
    EXPECT_EQ(video(draft)[1].start, Ms{3600});
    EXPECT_EQ(video(draft)[2].start, Ms{6600});
}

}  // namespace
}  // namespace takt
