// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;

/// The draft before, with one clip changed by hand.
template <class Change>
Draft with_clip(std::size_t place, Change change) {
    Draft draft = with_music();
    change(video(draft)[place]);
    return draft;
}

TEST(Aspect, ChangesTheCanvasOnly) {
    Draft expected = with_music();
    expected.canvas = {1080, 1920};
    EXPECT_EQ(after(with_music(), {op::SetAspect{{9, 16}, {}}}), expected);
    EXPECT_EQ(after(begun(), {op::SetAspect{{4, 5}, {}}}).canvas, (Size{1080, 1350}));
    EXPECT_EQ(after(begun(), {op::SetAspect{{21, 9}, {}}}).canvas, (Size{2520, 1080}));
    EXPECT_THAT(refusal(begun(), op::SetAspect{{16, 9}, {}}), HasSubstr("16:9 already"));
}

TEST(Aspect, ChangesTheFitWhenItIsSaid) {
    const Draft draft = after(begun(), {op::SetAspect{{9, 16}, Fit::Blur}});
    for (const Segment& segment : segments(draft, TrackType::Video)) EXPECT_EQ(segment.fit, Fit::Blur);
}

TEST(Letterbox, ComesAndGoes) {
    Draft expected = with_music();
    expected.letterbox = 2.39;
    EXPECT_EQ(after(with_music(), {op::SetLetterbox{}}), expected);
    EXPECT_EQ(after(expected, {op::SetLetterbox{0}}), with_music());
    EXPECT_THAT(refusal(with_music(), op::SetLetterbox{0}), HasSubstr("there are none"));
}

TEST(OneClip, IsAllThatPictureOperationsChange) {
    EXPECT_EQ(after(with_music(), {op::Rotate{clips({1}), -90}}), with_clip(0, [](Segment& s) { s.rotation = 270; }));
    EXPECT_EQ(after(with_music(), {op::Flip{clips({2}), false}}), with_clip(1, [](Segment& s) { s.mirrored = true; }));
    EXPECT_EQ(after(with_music(), {op::SetFit{Fit::Pad, clips({2})}}),
              with_clip(1, [](Segment& s) { s.fit = Fit::Pad; }));
    EXPECT_EQ(after(with_music(), {op::Stabilise{clips({-1}), true}}),
              with_clip(1, [](Segment& s) { s.stabilised = true; }));
    EXPECT_EQ(after(with_music(), {op::AdjustLook{clips({1}), {0, 0, -1, 0, 0}, false}}),
              with_clip(0, [](Segment& s) { s.look.saturation = -1; }));
    EXPECT_EQ(after(with_music(), {op::Zoom{clips({1}), 1.5, true}}),
              with_clip(0, [](Segment& s) { s.view_end.zoom = 1.5; }));
}

TEST(Look, AddsUpWithinItsRangeAndIsForgottenWhenPlain) {
    const op::AdjustLook brighter{{}, {0.7, 0, 0, 0, 0}, false};
    const Draft twice = after(begun(), {brighter, brighter});
    EXPECT_EQ(segments(twice, TrackType::Video)[0].look.brightness, 1);
    EXPECT_EQ(after(twice, {op::AdjustLook{{}, {}, true}}), begun());
    EXPECT_THAT(refusal(twice, brighter), HasSubstr("as far as it goes"));
}

TEST(Zoom, OutOfTheWholePictureIsRefused) {
    EXPECT_THAT(refusal(begun(), op::Zoom{{}, 0.8, false}), HasSubstr("whole picture is seen already"));
}

TEST(KenBurns, MovesPhotosOnlyWhenThereAreSome) {
    const EditInputs mixed{{clip("film", 5), still("photo")}, {}, {}};
    Draft draft = after(begun(mixed), {op::KenBurns{}}, mixed);
    EXPECT_EQ(video(draft)[0], video(draft)[0]);
    EXPECT_EQ(video(draft)[0].view_end, View{});
    EXPECT_GT(video(draft)[1].view_end.zoom, 1);
    EXPECT_EQ(after(draft, {op::KenBurns{{}, false}}, mixed), begun(mixed));
}

TEST(Transitions, StandAtEveryCutAndMoveNothing) {
    Draft expected = with_music();
    video(expected)[1].transition = {TransitionKind::Crossfade, Ms{500}};
    const Draft faded = after(with_music(), {op::SetTransition{}});
    EXPECT_EQ(faded, expected);
    EXPECT_EQ(after(faded, {op::RemoveTransitions{}}), with_music());
    EXPECT_THAT(refusal(with_music(), op::RemoveTransitions{}), HasSubstr("there is none"));
    EXPECT_THAT(refusal(begun(), op::SetTransition{TransitionKind::Wipe, {}, Side::Left, {{}, 1}}),
                HasSubstr("nothing comes before it"));
}

TEST(Transitions, GetShorterWithTheirNeighbours) {
    const Draft faded = after(begun(), {op::SetTransition{TransitionKind::Push, Ms{2000}, Side::Left, {}}});
    Draft draft = after(faded, {op::SetClipLength{clips({2}), Ms{1000}}});
    EXPECT_EQ(video(draft)[1].transition.duration, Ms{1000});
    EXPECT_EQ(video(draft)[1].transition.from, Side::Left);
}

TEST(Transitions, OfAFlashAreShort) {
    Draft draft = after(begun(), {op::SetTransition{TransitionKind::FadeWhite, {}, Side::Right, {}}});
    EXPECT_EQ(video(draft)[1].transition, (Transition{TransitionKind::FadeWhite, Ms{100}}));
}

}  // namespace
}  // namespace takt
