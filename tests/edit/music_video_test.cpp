// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "support/edit_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::SizeIs;

PlannedDraft music_video(const EditInputs& inputs, const EditSettings& settings = {}, bool transitions = false) {
    return plan_music_video(inputs, settings, {.transitions = transitions});
}

std::vector<Segment> shots(const EditInputs& inputs, const EditSettings& settings = {}, bool transitions = false) {
    return segments(music_video(inputs, settings, transitions).draft, TrackType::Video);
}

EditInputs three_clips(BeatGrid grid) {
    return {{clip("a.mp4", 60), clip("b.mp4", 60), clip("c.mp4", 60)}, {song(std::move(grid))}};
}

std::vector<int> starts(const std::vector<Segment>& all) {
    std::vector<int> ms;
    for (const Segment& segment : all) ms.push_back(static_cast<int>(segment.start.count()));
    return ms;
}

std::vector<std::string> names(const std::vector<Segment>& all) {
    std::vector<std::string> found;
    for (const Segment& segment : all) found.push_back(segment.name);
    return found;
}

TEST(MusicVideo, CutsEveryFewBeatsBySectionEnergy) {
    EXPECT_EQ(starts(shots(three_clips(steady_grid(120, 16, {0.2, 0.9})))),
              (std::vector<int>{0, 2000, 4000, 6000, 8000, 9000, 10'000, 11'000, 12'000, 13'000, 14'000, 15'000}));
}

TEST(MusicVideo, ShowsTheNewShotInTheFrameNearestTheBeat) {
    // 0.487804 s a beat; frame n of 29.97 fps shows what the draft says for n * 1001/30000 s.
    EditSettings settings;
    settings.rate = FrameRate{30000, 1001};
    const BeatGrid grid = steady_grid(123, 20);
    for (const Segment& shot : shots(three_clips(grid), settings)) {
        const std::int64_t beat_frame = nearest_frame(grid.nearest(shot.start)->time, *settings.rate);
        EXPECT_LE(Us{shot.start}, frame_time(beat_frame, *settings.rate));
        EXPECT_TRUE(beat_frame == 0 || Us{shot.start} > frame_time(beat_frame - 1, *settings.rate));
    }
}

TEST(MusicVideo, NeverCutsFasterThanTheShortestShot) {
    EditSettings settings;
    settings.min_shot = Ms{700};
    const Draft draft = plan_music_video(three_clips(steady_grid(180, 20)), settings, {.pace = 2}).draft;
    const auto& all = segments(draft, TrackType::Video);
    EXPECT_GT(all.size(), 10u);
    for (const Segment& shot : all) EXPECT_GE(shot.duration, Ms{700});
}

TEST(MusicVideo, EndsOnTheLastBarLineWithAFadeOfTheMusic) {
    const Draft draft = music_video(three_clips(steady_grid(120, 17.3))).draft;
    EXPECT_EQ(draft.duration, Ms{16'000});
    EXPECT_EQ(segments(draft, TrackType::Video).back().end(), Ms{16'000});
    const Segment& music = segments(draft, TrackType::Audio).back();
    EXPECT_EQ(music.end(), Ms{16'000});
    EXPECT_EQ(music.fade_out, Ms{1500});
}

TEST(MusicVideo, TurnsTheClipsOwnSoundOffAndSaysSo) {
    const PlannedDraft planned = music_video(three_clips(steady_grid(120, 16)));
    for (const Segment& shot : segments(planned.draft, TrackType::Video)) EXPECT_EQ(shot.volume, 0);
    EXPECT_THAT(planned.notes, Contains(HasSubstr("own sound is off")));
}

TEST(MusicVideo, LetsClipsTakeTurnsInFilmingOrder) {
    EXPECT_EQ(names(shots(three_clips(steady_grid(120, 10)))),
              (std::vector<std::string>{"a.mp4", "b.mp4", "c.mp4", "a.mp4", "b.mp4", "c.mp4", "a.mp4", "b.mp4", "c.mp4",
                                        "a.mp4"}));
}

TEST(MusicVideo, SpreadsFewShotsOverManyClips) {
    EditInputs inputs{{}, {song(steady_grid(120, 4))}};
    for (int i = 0; i < 8; ++i) inputs.clips.push_back(clip(std::to_string(i), 10));
    EXPECT_EQ(names(shots(inputs)), (std::vector<std::string>{"0", "2", "4", "6"}));
    EXPECT_THAT(music_video(inputs).notes, Contains(HasSubstr("1: not shown")));
    EXPECT_THAT(music_video(inputs).notes, Contains("4 shots in the order given, clips: 8"));
    EXPECT_THAT(music_video(inputs).notes, Not(Contains(HasSubstr("2: not shown"))));
}

TEST(MusicVideo, NeverRunsBeyondTheEndOfAClip) {
    const EditInputs inputs{{clip("a", 2.05), clip("b", 3.3)}, {song(steady_grid(97, 60, {0.1, 1}))}};
    for (const Segment& shot : shots(inputs)) {
        const Us end = shot.source_begin + shot.duration;
        EXPECT_LE(end, from_seconds(shot.name == "a" ? 2.05 : 3.3) - frame_time(1, {30, 1}));
    }
}

TEST(MusicVideo, ShowsNothingTwiceWhileUnusedFootageIsLongEnough) {
    const auto all = shots({{clip("a", 9.5), clip("b", 9.5)}, {song(steady_grid(120, 16))}});
    ASSERT_THAT(all, SizeIs(16));
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool apart = all[i].source_begin >= all[j].source_begin + all[j].duration ||
                               all[j].source_begin >= all[i].source_begin + all[i].duration;
            EXPECT_TRUE(apart || all[i].source != all[j].source) << i << " and " << j;
        }
    }
}

TEST(MusicVideo, GivesShortClipsShorterShotsBeforeAnythingIsShownTwice) {
    for (const BeatGrid& grid : {steady_grid(120, 16), beatless_grid(16)}) {
        const EditInputs inputs{{clip("long", 8), clip("short", 1.3)}, {song(grid)}};
        const Draft draft = plan_music_video(inputs, {}, {.pace = 0}).draft;
        const auto& shots = segments(draft, TrackType::Video);
        const auto is_short = [](const Segment& shot) { return shot.name == "short"; };
        const auto first_short = std::find_if(shots.begin(), shots.end(), is_short);
        ASSERT_NE(first_short, shots.end());
        EXPECT_LE(first_short->start, Ms{8000});
        EXPECT_LT(first_short->duration, Ms{1300});
    }
}

TEST(MusicVideo, StartsOverWhenAllFootageIsUsed) {
    const PlannedDraft planned = music_video({{clip("a", 5)}, {song(steady_grid(120, 16))}});
    EXPECT_EQ(segments(planned.draft, TrackType::Video).back().end(), Ms{16'000});
    EXPECT_THAT(planned.notes, Contains(HasSubstr("the footage is shown 4 times")));
}

TEST(MusicVideo, JumpsVisiblyBetweenShotsOfOneClip) {
    const auto all = shots({{clip("a", 30)}, {song(steady_grid(120, 14))}});
    for (std::size_t i = 1; i < all.size(); ++i) {
        const Ms jump = std::chrono::abs(all[i].source_begin - (all[i - 1].source_begin + all[i - 1].duration));
        EXPECT_GE(jump, Ms{500}) << i;
    }
}

TEST(MusicVideo, AvoidsBlackAndFrozenSeconds) {
    EditInputs inputs{{clip("a", 20)}, {song(steady_grid(120, 8))}};
    for (const std::size_t second : {0, 1, 7, 8, 9}) inputs.clips[0].measures.seconds[second].black = true;
    inputs.clips[0].measures.seconds[12].frozen = true;
    for (const Segment& shot : shots(inputs)) {
        for (const int bad : {0, 1, 7, 8, 9, 12}) {
            const bool apart =
                shot.source_begin >= Ms{1000 * (bad + 1)} || shot.source_begin + shot.duration <= Ms{1000 * bad};
            EXPECT_TRUE(apart) << bad;
        }
    }
    EXPECT_THAT(music_video(inputs).notes, Contains(HasSubstr("6.0 s of black or frozen")));
}

TEST(MusicVideo, PrefersSharpSeconds) {
    EditInputs inputs{{clip("a", 40)}, {song(steady_grid(120, 4))}};
    for (std::size_t i = 0; i < 20; ++i) inputs.clips[0].measures.seconds[2 * i].sharpness = 0.01;
    for (const Segment& shot : shots(inputs)) EXPECT_EQ(shot.source_begin.count() % 2000, 1000);
}

TEST(MusicVideo, ShowsBlackFootageWhenThereIsNoOther) {
    EditInputs inputs{{clip("a", 20)}, {song(steady_grid(120, 8))}};
    for (PictureSecond& second : inputs.clips[0].measures.seconds) second.black = true;
    EXPECT_THAT(shots(inputs), SizeIs(Ge(4u)));
}

TEST(MusicVideo, CutsOnAnEarlierBeatWhenNoClipIsLongEnough) {
    const auto all = shots({{clip("a", 1.6), clip("b", 1.6)}, {song(steady_grid(120, 16, {0.2}))}});
    for (const Segment& shot : all) EXPECT_EQ(shot.start.count() % 500, 0);
    EXPECT_THAT(all, SizeIs(Ge(11u)));
}

TEST(MusicVideo, CutsBesideTheBeatOnlyWhenNothingElseIsPossible) {
    const PlannedDraft planned = music_video({{clip("a", 0.3)}, {song(steady_grid(60, 8))}});
    EXPECT_EQ(planned.draft.duration, Ms{8000});
    EXPECT_THAT(planned.notes, Contains(HasSubstr("cuts beside the beat: ")));
    EXPECT_TRUE(broken_invariants(planned.draft).empty());
}

TEST(MusicVideo, HoldsStillsForAnyLength) {
    const auto all = shots({{still("a.jpg"), still("b.jpg")}, {song(steady_grid(60, 32, {0.1}))}});
    EXPECT_EQ(names(all).at(1), "b.jpg");
    EXPECT_EQ(all.front().duration, Ms{4000});
}

TEST(MusicVideo, LoopsAShortSongOnBarLines) {
    EditSettings settings;
    settings.length = Ms{20'000};
    const PlannedDraft planned = music_video(three_clips(steady_grid(120, 9)), settings);
    const auto& music = segments(planned.draft, TrackType::Audio);
    ASSERT_THAT(music, SizeIs(3));
    EXPECT_EQ(starts(music), (std::vector<int>{0, 8000, 16'000}));
    EXPECT_EQ(music[1].source_begin, Ms{0});
    EXPECT_EQ(music[2].end(), planned.draft.duration);
    EXPECT_EQ(planned.draft.duration, Ms{20'000});
    EXPECT_THAT(planned.notes, Contains(HasSubstr("plays 3 times")));
}

TEST(MusicVideo, StartsALongSongWhereItIsStrongest) {
    EditSettings settings;
    settings.length = Ms{16'000};
    const Draft draft = music_video(three_clips(steady_grid(120, 80, {0.2, 0.3, 1, 0.2, 0.1})), settings).draft;
    EXPECT_EQ(segments(draft, TrackType::Audio).at(0).source_begin, Ms{32'000});
    EXPECT_EQ(draft.duration, Ms{16'000});
}

TEST(MusicVideo, HearsTheSectionsWhereTheyAreInTheVideo) {
    EditSettings settings;
    settings.length = Ms{32'000};
    const auto all = shots(three_clips(steady_grid(120, 80, {0.1, 0.1, 0.1, 1, 0.2})), settings);
    ASSERT_THAT(all, SizeIs(24));
    EXPECT_EQ(all[15].duration, Ms{1000});
    EXPECT_EQ(all[16].start, Ms{16'000});
    EXPECT_EQ(all[16].duration, Ms{2000});
}

TEST(MusicVideo, CutsInEqualStepsAndSaysSoWithoutABeat) {
    const PlannedDraft planned = music_video(three_clips(beatless_grid(7)));
    EXPECT_EQ(starts(segments(planned.draft, TrackType::Video)), (std::vector<int>{0, 2000, 4000, 6000}));
    EXPECT_EQ(planned.draft.duration, Ms{7000});
    EXPECT_THAT(planned.notes, Contains(HasSubstr("no steady beat")));
}

TEST(MusicVideo, TakesASongOfLessThanASecond) {
    const Draft draft = music_video(three_clips(beatless_grid(0.5))).draft;
    EXPECT_EQ(draft.duration, Ms{500});
    EXPECT_TRUE(broken_invariants(draft).empty());
}

TEST(MusicVideo, KeepsTheClipsSoundWithoutASong) {
    const PlannedDraft planned = music_video({{clip("a", 6.5), clip("b", 4.5)}, {}});
    EXPECT_EQ(planned.draft.track(TrackType::Audio), nullptr);
    EXPECT_EQ(planned.draft.duration, Ms{10'000});
    EXPECT_EQ(segments(planned.draft, TrackType::Video).front().volume, 1);
    EXPECT_THAT(planned.notes, Contains(HasSubstr("add a song")));
}

TEST(MusicVideo, NeedsAClip) {
    try {
        (void)music_video({{}, {song(steady_grid(120, 8))}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear);
        EXPECT_THAT(error.what(), HasSubstr("add at least one video or photo"));
    }
}

TEST(MusicVideo, GivesEveryShotItsReason) {
    const auto all = shots(three_clips(steady_grid(120, 16, {0.2, 0.9})));
    EXPECT_THAT(all[4].reason, HasSubstr("bar 5, strong section: every 2 beats; "));
    EXPECT_THAT(all[1].reason, HasSubstr("bar 2, quiet section: every 4 beats; "));
}

TEST(MusicVideo, ShowsTheTitleFirst) {
    EditSettings settings;
    settings.title = "Summer";
    const Draft draft = music_video(three_clips(steady_grid(120, 16)), settings).draft;
    const Segment& title = segments(draft, TrackType::Text).at(0);
    EXPECT_EQ(title.text, "Summer");
    EXPECT_EQ(title.duration, Ms{3000});
    EXPECT_GT(title.fade_in, Ms{0});
}

TEST(MusicVideoCrossfades, AreAbsentUnlessAskedFor) {
    for (const Segment& shot : shots(three_clips(steady_grid(120, 16, {0.2, 0.9})))) {
        EXPECT_EQ(shot.transition.kind, TransitionKind::Cut);
    }
}

TEST(MusicVideoCrossfades, StandAtSectionChangesAndFourthQuietCuts) {
    std::vector<int> faded;
    for (const Segment& shot : shots(three_clips(steady_grid(120, 40, {0.2, 0.9})), {}, true)) {
        if (shot.transition.kind == TransitionKind::Crossfade) faded.push_back(static_cast<int>(shot.start.count()));
    }
    EXPECT_EQ(faded, (std::vector<int>{8000, 16'000, 20'000}));
}

TEST(MusicVideoCrossfades, HaveFootageOnBothSides) {
    const auto all = shots({{clip("a", 5), clip("b", 5)}, {song(steady_grid(120, 60, {0.2, 0.9, 0.1}))}}, {}, true);
    int faded = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].transition.kind == TransitionKind::Cut) continue;
        const Ms half = all[i].transition.duration / 2;
        EXPECT_GE(all[i].source_begin, half);
        EXPECT_LE(all[i - 1].source_begin + all[i - 1].duration + half, Ms{4966});
        ++faded;
    }
    EXPECT_GT(faded, 2);
}

}  // namespace
}  // namespace takt
