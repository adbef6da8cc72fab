// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/mood.h"

#include "support/edit_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::vector<ClipSource> footage(double motion, double brightness) {
    std::vector<ClipSource> clips{clip("a", 10)};
    for (PictureSecond& second : clips[0].measures.seconds) {
        second.motion = motion;
        second.brightness = brightness;
    }
    return clips;
}

TEST(Mood, RisesWithTempoMotionAndBrightness) {
    EXPECT_GT(mood_of(steady_grid(170, 30)).energy, mood_of(steady_grid(70, 30)).energy + 0.4);
    EXPECT_GT(mood_of(footage(0.2, 0.5)).energy, mood_of(footage(0.01, 0.5)).energy + 0.4);
    EXPECT_GT(mood_of(footage(0.1, 0.7)).valence, mood_of(footage(0.1, 0.2)).valence + 0.5);
    EXPECT_THAT(mood_of(footage(0.1, 0.2)).because, HasSubstr("brightness 0.20"));
}

TEST(Mood, OfBlackFootageIsInTheMiddle) {
    auto clips = footage(0.1, 0.5);
    for (PictureSecond& second : clips[0].measures.seconds) second.black = true;
    EXPECT_EQ(mood_of(clips).energy, 0.5);
    EXPECT_EQ(mood_of(clips).valence, 0.5);
}

TEST(ChoiceByMood, TakesTheNearestSongAndTellsTheBestThree) {
    const std::vector<SongSource> songs{
        song(steady_grid(60, 60, {0.1}), "slow.mp3"), song(steady_grid(175, 60), "fast.mp3"),
        song(steady_grid(100, 60, {0.5}), "walk.mp3"), song(beatless_grid(60), "rain.mp3")};
    const edit::MoodChoice calm = edit::choose_by_mood(footage(0.0001, 0.2), songs);
    const edit::MoodChoice wild = edit::choose_by_mood(footage(0.25, 0.7), songs);
    EXPECT_NE(calm.song, 1U);
    EXPECT_EQ(wild.song, 1U);
    EXPECT_THAT(wild.note, AllOf(HasSubstr("picked fast.mp3 of 4 songs"), HasSubstr("175 BPM"),
                                 HasSubstr("; walk.mp3: distance 0."), Not(HasSubstr("rain.mp3"))));
}

}  // namespace
}  // namespace takt
