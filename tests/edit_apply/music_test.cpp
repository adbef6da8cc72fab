// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::HasSubstr;
using testing::SizeIs;

EditInputs two_songs() {
    EditInputs inputs = two_clips();
    inputs.songs.push_back(song(steady_grid(90, 60), "lofi-evening.mp3"));
    return inputs;
}
std::string played_song(const EditInputs& inputs, const SongChoice& choice) {
    Draft draft = after({}, {op::AddMusic{choice, {}}}, inputs);
    return music(draft).at(0).name;
}

TEST(AddMusic, LaysTheSongUnderTheWholeVideoAndLeavesTheClips) {
    Draft draft = with_music();
    const Segment song = music(draft).at(0);
    EXPECT_EQ(song.source_begin, Ms{0});
    EXPECT_EQ(song.end(), kBoth);
    EXPECT_EQ(song.fade_out, Ms{1500});
    EXPECT_EQ(song.volume, 0.35);
    draft.tracks.pop_back();
    EXPECT_EQ(draft, begun());
}

TEST(AddMusic, PlaysInFullUnderSilentClips) {
    Draft draft = with_music({{still("a.jpg")}, {song(steady_grid(120, 60))}, {}});
    EXPECT_EQ(music(draft).at(0).volume, 1);
    EXPECT_EQ(draft.duration, Ms{3000});
}

TEST(AddMusic, LoopsAShortSongOnBarLines) {
    Draft draft = with_music({{clip("a", 30)}, {song(steady_grid(120, 9))}, {}});
    ASSERT_THAT(music(draft), SizeIs(4));
    EXPECT_EQ(music(draft)[1].start, Ms{8000});
    EXPECT_EQ(music(draft).back().end(), draft.duration);
}

TEST(AddMusic, BeginsWhereItIsAskedTo) {
    Draft draft = after({}, {op::AddMusic{{}, {Ms{5000}, false}}});
    EXPECT_EQ(music(draft).at(0).start, Ms{5000});
    EXPECT_EQ(music(draft).at(0).end(), kBoth);
}

TEST(AddMusic, NeedsASong) {
    EXPECT_THAT(refusal({}, op::AddMusic{}, {{clip("a", 10)}, {}, {}}), HasSubstr("takt prep song.mp3"));
}

TEST(SongChoices, AreAskedForWhenThereAreSeveral) {
    EXPECT_THAT(refusal({}, op::AddMusic{{SongChoice::How::Some, 0, ""}, {}}, two_songs()),
                HasSubstr("1. song.mp3, 2. lofi-evening.mp3); name one, e.g. 'use the second song'"));
}

TEST(SongChoices, GoByNumberNameAndTags) {
    EditInputs inputs = two_songs();
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Number, 2, ""}), "lofi-evening.mp3");
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Number, -2, ""}), "song.mp3");
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Words, 0, "lo-fi"}), "lofi-evening.mp3");
    inputs.songs[0].tags = "jazz standards";
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Words, 0, "jazz"}), "song.mp3");
}

TEST(SongChoices, GoByTheMoodThatWordsStandFor) {
    EditInputs inputs = two_songs();
    inputs.songs[0].mood = {0.9, 0.8, ""};
    inputs.songs[1].mood = {0.2, 0.5, ""};
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Words, 0, "upbeat"}), "song.mp3");
    EXPECT_EQ(played_song(inputs, {SongChoice::How::Words, 0, "calm"}), "lofi-evening.mp3");
}

TEST(SongChoices, TakeTheOnlySongForAGenreAndSaySo) {
    const SongChoice polka{SongChoice::How::Words, 0, "polka"};
    EXPECT_THAT(notes_of({}, op::AddMusic{polka, {}}), HasSubstr("only song"));
    EXPECT_THAT(refusal({}, op::AddMusic{polka, {}}, two_songs()), HasSubstr("name one"));
}

TEST(ReplaceMusic, KeepsPlaceLevelAndFades) {
    Draft before = with_music(two_songs());
    music(before)[0].volume = 0.5;
    music(before)[0].fade_in = Ms{700};
    Draft expected = before;
    music(expected)[0].name = "lofi-evening.mp3";
    music(expected)[0].source = "media/lofi-evening.mp3";
    EXPECT_EQ(after(before, {op::ReplaceMusic{}}, two_songs()), expected);
}

TEST(RemoveMusic, LeavesEverythingElse) {
    EXPECT_EQ(after(with_music(), {op::RemoveMusic{}}), begun());
    EXPECT_THAT(refusal(begun(), op::RemoveMusic{}), HasSubstr("music: there is none to remove"));
}

TEST(MusicFrom, ChangesOnlyWhereTheSongBegins) {
    const Draft before = with_music();
    Draft expected = before;
    music(expected)[0].source_begin = Ms{20'000};
    music(expected)[0].fade_in = Ms{5};
    EXPECT_EQ(after(before, {op::MusicFrom{Ms{20'000}}}), expected);
    EXPECT_THAT(refusal(before, op::MusicFrom{Ms{61'000}}), HasSubstr("is 60 s long"));
}

TEST(MusicAt, MovesTheBegin) {
    Draft draft = after(with_music(), {op::MusicAt{{Ms{2000}, false}}});
    EXPECT_EQ(music(draft)[0].start, Ms{2000});
    EXPECT_EQ(music(draft).back().end(), kBoth);
}

TEST(MusicUnderAnEdit, EndsWithTheVideoAsBefore) {
    Draft draft = after(with_music(), {op::RemoveStretches{{from_to(0, 5000)}}});
    EXPECT_EQ(music(draft)[0].end(), draft.duration);
    EXPECT_EQ(music(draft)[0].source_begin, Ms{0});
    EXPECT_EQ(music(draft)[0].fade_out, Ms{1500});
    EXPECT_EQ(music(draft)[0].volume, 0.35);
}

TEST(MusicUnderAnEdit, PlaysOnWhenTheVideoGetsLonger) {
    Draft draft = after(with_music(), {op::ChangeSpeed{{}, 0.25}});
    ASSERT_GT(music(draft).size(), 1U);
    EXPECT_EQ(music(draft)[0].end(), Ms{60'000});
    EXPECT_EQ(music(draft)[1].reason, "the song again, from a bar line");
    EXPECT_EQ(music(draft).back().end(), draft.duration);
}

TEST(MusicUnderAnEdit, ThatEndedEarlierStaysAsItIs) {
    Draft before = with_music();
    music(before)[0].duration = Ms{8000};
    const Draft draft = after(before, {op::ChangeSpeed{clips({2}), 0.5}});
    EXPECT_EQ(draft.tracks[1], before.tracks[1]);
}

}  // namespace
}  // namespace takt
