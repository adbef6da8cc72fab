// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "support/edit_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

PlannedDraft under_clip(const EditInputs& inputs, const EditSettings& settings = {}, bool transitions = false) {
    return plan_edit({Intent::MusicUnderClip, transitions, ""}, inputs, settings);
}

TEST(MusicUnderClip, TrimsTheSongToTheClipWithAFade) {
    const Draft draft = under_clip({{clip("a", 10)}, {song(steady_grid(120, 60))}}).draft;
    EXPECT_EQ(draft.duration, Ms{9966});  // 10 s less one frame kept in reserve
    const Segment& music = segments(draft, TrackType::Audio).at(0);
    EXPECT_EQ(music.source_begin, Ms{0});
    EXPECT_EQ(music.end(), draft.duration);
    EXPECT_EQ(music.fade_out, Ms{1500});
}

TEST(MusicUnderClip, KeepsTheClipsSoundLowerThanTheMusicAndSaysSo) {
    const PlannedDraft planned = under_clip({{clip("a", 10)}, {song(steady_grid(120, 60))}});
    EXPECT_EQ(segments(planned.draft, TrackType::Video).at(0).volume, 0.35);
    EXPECT_EQ(segments(planned.draft, TrackType::Audio).at(0).volume, 1);
    EXPECT_THAT(planned.notes, Contains(HasSubstr("stays at 35%")));
}

TEST(MusicUnderClip, PlaysTheMusicInFullUnderSilentClips) {
    const Draft draft = under_clip({{still("a.jpg")}, {song(steady_grid(120, 60))}}).draft;
    EXPECT_EQ(segments(draft, TrackType::Audio).at(0).volume, 1);
    EXPECT_EQ(draft.duration, Ms{3000});
}

TEST(MusicUnderClip, LaysSeveralClipsOneAfterAnother) {
    const Draft draft = under_clip({{clip("a", 2), clip("b", 3)}, {song(steady_grid(120, 60))}}).draft;
    const auto& video = segments(draft, TrackType::Video);
    ASSERT_THAT(video, SizeIs(2));
    EXPECT_EQ(video[1].start, video[0].end());
    EXPECT_EQ(video[1].name, "b");
}

TEST(MusicUnderClip, LoopsASongShorterThanTheClip) {
    const Draft draft = under_clip({{clip("a", 30)}, {song(steady_grid(120, 9))}}).draft;
    const auto& music = segments(draft, TrackType::Audio);
    ASSERT_THAT(music, SizeIs(4));
    EXPECT_EQ(music[1].start, Ms{8000});
    EXPECT_EQ(music.back().end(), draft.duration);
}

TEST(MusicUnderClip, EndsAtTheGivenLength) {
    EditSettings settings;
    settings.length = Ms{4000};
    EXPECT_EQ(under_clip({{clip("a", 30)}, {song(steady_grid(120, 9))}}, settings).draft.duration, Ms{4000});
}

TEST(MusicUnderClip, KeepsFootageForCrossfadesOnBothSides) {
    const auto draft = under_clip({{clip("a", 5), clip("b", 5)}, {song(steady_grid(120, 60))}}, {}, true).draft;
    const auto& video = segments(draft, TrackType::Video);
    EXPECT_EQ(video[1].transition, (Transition{TransitionKind::Crossfade, Ms{400}}));
    EXPECT_GE(video[1].source_begin, Ms{200});
    EXPECT_LE(video[0].duration, Ms{4966 - 200});
    EXPECT_TRUE(broken_invariants(draft).empty());
}

TEST(MusicUnderClip, NeedsASong) {
    try {
        (void)under_clip({{clip("a", 10)}, {}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear);
        EXPECT_THAT(error.what(), HasSubstr("add a song"));
    }
}

class MusicByMood : public testing::Test {
protected:
    PlannedDraft plan(double motion, double brightness) {
        EditInputs inputs{
            {clip("a", 10)},
            {song(steady_grid(170, 60), "wild.mp3"), song(steady_grid(72, 60, {0.3, 1, 0.2}), "calm.mp3")}};
        for (PictureSecond& second : inputs.clips[0].measures.seconds) second = {brightness, motion, 0.3, false, false};
        return plan_edit({Intent::MusicByMood, false, ""}, inputs, {});
    }
};

TEST_F(MusicByMood, PicksTheCalmSongForAStillPicture) {
    const PlannedDraft planned = plan(0.01, 0.3);
    EXPECT_EQ(segments(planned.draft, TrackType::Audio).at(0).name, "calm.mp3");
    EXPECT_THAT(planned.notes.front(), HasSubstr("picked calm.mp3 (72 BPM, energy 0.2"));
    EXPECT_THAT(planned.notes.front(), HasSubstr("(motion 0.01, brightness 0.30): distance 0.0"));
}

TEST_F(MusicByMood, PicksTheWildSongForAChase) {
    EXPECT_EQ(segments(plan(0.3, 0.8).draft, TrackType::Audio).at(0).name, "wild.mp3");
}

TEST(MusicByMoodAlone, TakesTheOnlySongAndSaysSo) {
    const PlannedDraft planned =
        plan_edit({Intent::MusicByMood, false, ""}, {{clip("a", 10)}, {song(steady_grid(72, 60))}}, {});
    EXPECT_THAT(planned.notes.front(), HasSubstr("the only song"));
}

}  // namespace
}  // namespace takt
