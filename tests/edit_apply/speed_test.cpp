// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;

TEST(Speed, OfOneClipMovesTheLaterOnes) {
    Draft expected = begun();
    video(expected)[0].speed = 2;
    video(expected)[0].duration = Ms{5000};
    video(expected)[1].start = Ms{5000};
    expected.duration = Ms{14'966};
    Draft draft = after(begun(), {op::ChangeSpeed{clips({1}), 2}});
    // 299 frames at double speed are 149.5: one of both neighbours.
    EXPECT_NEAR(static_cast<double>(video(draft)[0].duration.count()), 5000, 34);
    EXPECT_EQ(video(draft)[0].speed, 2);
    EXPECT_EQ(video(draft)[1].start, video(draft)[0].end());
    video(draft)[0].duration = Ms{5000};
    video(draft)[1].start = Ms{5000};
    video(draft)[1].duration = video(expected)[1].duration;
    draft.duration = expected.duration;
    EXPECT_EQ(draft, expected);
}

TEST(Speed, IsOfTheRecordedOneUnlessItIsRelative) {
    const Draft doubled = after(begun(), {op::ChangeSpeed{{}, 2}});
    EXPECT_EQ(segments(after(doubled, {op::ChangeSpeed{{}, 0.5}}), TrackType::Video)[0].speed, 0.5);
    EXPECT_EQ(segments(after(doubled, {op::ChangeSpeed{{}, 0.5, true}}), TrackType::Video)[0].speed, 1);
    EXPECT_THAT(refusal(begun(), op::ChangeSpeed{{}, 20}), HasSubstr("outside of 0.1x to 16x"));
}

TEST(Speed, OfAStretchSplitsTheClip) {
    Target middle;
    middle.stretch = from_to(2000, 4000);
    Draft draft = after(begun(), {op::ChangeSpeed{middle, 0.5}});
    ASSERT_EQ(video(draft).size(), 4U);
    EXPECT_EQ(video(draft)[1].duration, Ms{4000});
    EXPECT_EQ(video(draft)[1].source_duration(), Us{2'000'000});
    EXPECT_EQ(video(draft)[2].source_begin, Ms{4000});
    EXPECT_EQ(video(draft)[2].speed, 1);
}

TEST(Reversing, TwiceIsAsBefore) {
    Draft expected = begun();
    video(expected)[1].reversed = true;
    const Draft reversed = after(begun(), {op::Reverse{clips({2})}});
    EXPECT_EQ(reversed, expected);
    EXPECT_EQ(after(reversed, {op::Reverse{clips({2})}}), begun());
}

TEST(Reversing, ShowsTheSameStretchAfterASplit) {
    Draft draft = after(begun(), {op::Reverse{clips({1})}, op::Split{{{Ms{2000}, false}}}});
    EXPECT_EQ(video(draft)[0].source_begin, video(draft)[1].source_begin + video(draft)[1].duration);
}

TEST(Freezing, HoldsThePictureOfThatMoment) {
    Draft draft = after(begun(), {op::Freeze{{Ms{3000}, false}, Ms{2000}}});
    ASSERT_EQ(video(draft).size(), 4U);
    EXPECT_EQ(video(draft)[1].speed, 0);
    EXPECT_EQ(video(draft)[1].source_begin, Ms{3000});
    EXPECT_EQ(video(draft)[1].duration, Ms{2000});
    EXPECT_EQ(video(draft)[2].source_begin, Ms{3000});
    EXPECT_EQ(draft.duration, begun().duration + Ms{2000});
}

TEST(Freezing, AtTheEndHoldsTheLastPicture) {
    Draft draft = after(begun(), {op::Freeze{{Ms{0}, true}, Ms{1000}}});
    ASSERT_EQ(video(draft).size(), 3U);
    EXPECT_EQ(video(draft)[2].name, "b");
    EXPECT_NEAR(static_cast<double>(video(draft)[2].source_begin.count()), 9933, 1);
}

}  // namespace
}  // namespace takt
