// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/output_clock.h"
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;

/// Every cut is on the frame nearest to a beat.
void expect_on_beats(const Draft& draft, const EditInputs& inputs, bool downbeats = false) {
    const edit::OutputClock clock(draft.rate);
    const std::vector<Beat> beats = beats_of(draft, inputs);
    for (const Cut& cut : planned_cuts(draft)) {
        EXPECT_TRUE(std::any_of(beats.begin(), beats.end(), [&](const Beat& beat) {
            return clock.begin_of(clock.nearest(beat.time)) == cut.time && (beat.downbeat || !downbeats);
        })) << cut.time.count();
    }
}

TEST(CuttingToTheBeat, CutsOnBeatsAndKeepsWhatWasDoneByHand) {
    Draft before =
        after(with_music(), {op::AdjustLook{clips({2}), {0, 0, -1, 0, 0}, false},
                             op::ChangeVolume{{Target::Kind::Music, {}, {}}, op::ChangeVolume::How::Percent, 60},
                             op::AddText{"Summer", {}, false, {}}, op::SetLetterbox{}});
    Draft draft = after(before, {op::CutToBeat{}});
    ASSERT_GT(video(draft).size(), 2U);
    expect_on_beats(draft, two_clips());
    for (const Segment& segment : video(draft)) {
        EXPECT_EQ(segment.look.saturation, segment.name == "b" ? -1 : 0);
        EXPECT_EQ(segment.volume, 1);
    }
    EXPECT_EQ(music(draft)[0].volume, 0.6);
    EXPECT_EQ(draft.letterbox, 2.39);
    EXPECT_EQ(draft.tracks[2], before.tracks[2]);
    EXPECT_TRUE(draft.plan.has_value());
}

TEST(CuttingToTheBeat, LeavesDeletedClipsAway) {
    Draft draft = after(with_music(), {op::DeleteClips{clips({1})}, op::CutToBeat{}});
    for (const Segment& segment : video(draft)) EXPECT_EQ(segment.name, "b");
}

TEST(CuttingToTheBeat, ForgetsWishesAboutClipsThatWereDeleted) {
    EditSettings settings;
    settings.pins.push_back({"a", Ms{4000}, {}});
    const Draft without_a = after(with_music(), {op::DeleteClips{clips({1})}});
    EXPECT_NO_THROW((void)after(without_a, {op::CutToBeat{}}, two_clips(), settings));
    EXPECT_THROW((void)after(begun(), {op::CutToBeat{}}, two_clips(), {.pins = {{"z", Ms{0}, {}}}}), Error);
}

TEST(MusicVideo, SilencesTheClipsAndPlaysTheSongInFull) {
    Draft draft = after({}, {op::AddMusic{}, op::MusicVideo{false, Ms{16'000}}});
    EXPECT_EQ(draft.duration, Ms{16'000});
    EXPECT_EQ(video(draft)[0].volume, 0);
    EXPECT_EQ(music(draft)[0].volume, 1);
    expect_on_beats(draft, two_clips());
}

TEST(Pace, ChangesThePlanThatIsThere) {
    const Draft planned = after({}, {op::MusicVideo{false, Ms{16'000}}});
    const Draft faster = after(planned, {op::ChangePace{1}});
    EXPECT_EQ(faster.plan->pace, 2);
    EXPECT_GT(planned_cuts(faster).size(), planned_cuts(planned).size());
    EXPECT_EQ(after(faster, {op::ChangePace{1}}).plan->unit, CutUnit::Beat);
    EXPECT_THAT(refusal(with_music(), op::ChangePace{1}), HasSubstr("say 'cut to the beat' first"));
}

TEST(Tempo, IsCountedAsTold) {
    EXPECT_THAT(notes_of(with_music(), op::SetTempo{{}, -1}), HasSubstr("counted at 60.0 BPM instead of 120.0"));
    EXPECT_THAT(refusal(with_music(), op::SetTempo{900, 0}), HasSubstr("outside of 20 to 400"));
}

TEST(SnappingCuts, MovesThemAndNothingElse) {
    const Draft before = after(with_music(), {op::TrimClips{{}, Ms{0}, Ms{1300}}});
    Draft expected = before;
    video(expected)[0].duration = Ms{8000};
    video(expected)[1].start = Ms{8000};
    video(expected)[1].duration = before.duration - Ms{8000};
    Draft draft = after(before, {op::SnapCuts{true}});
    // Clip b has nothing before its begin to show: it begins as it did, and goes on for longer.
    EXPECT_EQ(video(draft)[1].source_begin, Ms{0});
    expect_on_beats(draft, two_clips(), true);
    EXPECT_EQ(draft, expected);
}

TEST(ShiftingCuts, TakesFromOneNeighbourAndGivesToTheOther) {
    const Draft before = after(with_music(), {op::TrimClips{{}, Ms{1000}, Ms{1000}}});
    Draft expected = before;
    video(expected)[0].duration -= Ms{100};
    video(expected)[1].start -= Ms{100};
    video(expected)[1].duration += Ms{100};
    video(expected)[1].source_begin -= Ms{100};
    EXPECT_EQ(after(before, {op::ShiftCuts{Ms{-100}}}), expected);
    EXPECT_THAT(refusal(begun({{clip("a", 4)}, {}, {}}), op::ShiftCuts{Ms{50}}, {{clip("a", 4)}, {}, {}}),
                HasSubstr("there is none to move"));
}

TEST(EndingOnABeat, EndsOnABarLineWithAShortFade) {
    Draft draft = after(with_music(), {op::EndOnBeat{}});
    EXPECT_EQ(draft.duration, Ms{18'000});
    EXPECT_EQ(music(draft).back().end(), Ms{18'000});
    EXPECT_EQ(music(draft).back().fade_out, Ms{500});
}

TEST(FittingTheVideo, MakesItAsLongAsTheSong) {
    EXPECT_EQ(after(with_music(), {op::FitVideo{}}).duration, Ms{60'000});
}

TEST(LengthOfAMusicVideo, IsPlannedAnew) {
    const Draft planned = after({}, {op::MusicVideo{false, Ms{16'000}}});
    EXPECT_EQ(after(planned, {op::SetLength{Ms{11'500}, op::Bound::Exactly}}).duration, Ms{11'500});
    EXPECT_EQ(after(planned, {op::SetLength{Ms{40'000}, op::Bound::Exactly}}).duration, Ms{40'000});
}

}  // namespace
}  // namespace takt
