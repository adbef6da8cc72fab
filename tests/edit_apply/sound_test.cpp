// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::ElementsAre;
using testing::HasSubstr;
using How = op::ChangeVolume::How;

const Target kMusic{Target::Kind::Music, {}, {}};
const Target kOriginal{Target::Kind::Original, {}, {}};

double music_after(How how, double value) {
    Draft draft = after(with_music(), {op::ChangeVolume{kMusic, how, value}});
    return music(draft)[0].volume;
}

TEST(Volume, OfMusicIsAllThatChanges) {
    const Draft before = with_music();
    Draft expected = before;
    music(expected)[0].volume = 0.5;
    EXPECT_EQ(after(before, {op::ChangeVolume{kMusic, How::Percent, 50}}), expected);
}

TEST(Volume, GoesByStepsPercentAndDecibels) {
    EXPECT_EQ(music_after(How::Step, -1), 0.25);
    EXPECT_EQ(music_after(How::Step, 1), 0.49);
    EXPECT_EQ(music_after(How::ByPercent, 20), 0.42);
    EXPECT_EQ(music_after(How::Decibels, -6), 0.18);
}

TEST(Volume, OfOneClipLeavesTheOthers) {
    const Draft before = with_music();
    Draft expected = before;
    video(expected)[1].volume = 0.5;
    EXPECT_EQ(after(before, {op::ChangeVolume{clips({2}, Target::Kind::Original), How::Percent, 50}}), expected);
}

TEST(Volume, OfAStretchSplitsTheMusicThere) {
    Target middle = kMusic;
    middle.stretch = from_to(5000, 10'000);
    Draft draft = after(with_music(), {op::ChangeVolume{middle, How::Percent, 10}});
    ASSERT_EQ(music(draft).size(), 3U);
    EXPECT_EQ(music(draft)[0].volume, 0.35);
    EXPECT_EQ(music(draft)[1].volume, 0.1);
    EXPECT_EQ(music(draft)[1].source_begin, Ms{5000});
    EXPECT_EQ(music(draft)[2].end(), kBoth);
}

TEST(Volume, SaysWhenItIsAtItsLimit) {
    EXPECT_THAT(notes_of(with_music(), op::ChangeVolume{kMusic, How::Percent, 900}), HasSubstr("400%"));
    EXPECT_THAT(refusal(begun(), op::ChangeVolume{kMusic, How::Step, 1}), HasSubstr("music: there is none"));
}

TEST(Mute, SilencesEveryClipAndNotTheMusic) {
    const Draft before = with_music();
    Draft expected = before;
    for (Segment& segment : video(expected)) segment.volume = 0;
    const Draft muted = after(before, {op::Mute{}});
    EXPECT_EQ(muted, expected);
    EXPECT_THAT(refusal(muted, op::Mute{}), HasSubstr("silent already"));
    EXPECT_EQ(after(muted, {op::Mute{kOriginal, false}}), before);
}

TEST(Fade, OfMusicChangesOneEnd) {
    const Draft before = with_music();
    Draft expected = before;
    music(expected)[0].fade_in = Ms{3000};
    EXPECT_EQ(after(before, {op::Fade{kMusic, true, false, Ms{3000}}}), expected);
}

TEST(Fade, OfPictureIsOfTheWholeVideosEnds) {
    const Draft before = with_music();
    Draft expected = before;
    video(expected)[0].fade_in = Ms{1000};
    video(expected)[1].fade_out = Ms{1000};
    EXPECT_EQ(after(before, {op::Fade{{}, true, true, {}}}).tracks[1], before.tracks[1]);
    EXPECT_EQ(after(before, {op::Fade{{Target::Kind::Picture, {}, {}}, true, true, {}}}), expected);
}

EditInputs spoken() {
    EditInputs inputs = two_clips();
    inputs.clips[0].sound.speech = {{from_seconds(2), from_seconds(4)}};
    return inputs;
}

TEST(Ducking, FollowsTheSpeechThroughEveryEdit) {
    const Draft ducked = after(with_music(spoken()), {op::Duck{}}, spoken());
    EXPECT_THAT(ducked.ducking->speech, ElementsAre(Span{Ms{2000}, Ms{4000}}));
    EXPECT_EQ(ducked.ducking->level, 0.25);
    const auto speech_after = [&](const EditOp& op) { return after(ducked, {op}, spoken()).ducking->speech; };
    EXPECT_THAT(speech_after(op::RemoveStretches{{from_to(0, 1000)}}), ElementsAre(Span{Ms{1000}, Ms{3000}}));
    EXPECT_THAT(speech_after(op::ChangeSpeed{clips({1}), 2}), ElementsAre(Span{Ms{1000}, Ms{2000}}));
    EXPECT_THAT(speech_after(op::Reverse{clips({1})}), ElementsAre(Span{Ms{5966}, Ms{7966}}));
    EXPECT_THAT(speech_after(op::Mute{clips({1}, Target::Kind::Original)}), ElementsAre());
}

TEST(Ducking, SaysWhenNobodySpeaks) {
    EXPECT_THAT(notes_of(with_music(), op::Duck{}), HasSubstr("no speech was found"));
    EXPECT_THAT(refusal(begun(), op::Duck{}), HasSubstr("music: there is none"));
}

TEST(Loudness, IsOfTheWhole) {
    Draft expected = with_music();
    expected.loudness_lufs = -16;
    EXPECT_EQ(after(with_music(), {op::SetLoudness{-16}}), expected);
}

TEST(Denoising, IsOfTheClipsSound) {
    Draft expected = with_music();
    for (Segment& segment : video(expected)) segment.denoise = true;
    EXPECT_EQ(after(with_music(), {op::Denoise{}}), expected);
}

}  // namespace
}  // namespace takt
