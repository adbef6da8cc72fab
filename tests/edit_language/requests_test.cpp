// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and what they are read as, said in words(); an empty list is a request that is refused as unclear.
#include "takt/edit.h"
#include "takt/error.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace takt {
namespace {

struct Case {
    std::string request;
    std::vector<std::string> read;
};

std::vector<std::string> read_as(const std::string& request, const std::vector<EditOp>& before = {}) {
    std::vector<std::string> said;
    try {
        for (const Reading::Read& read : understand(request, before).read) said.push_back(words(read.op));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear) << request;
    }
    return said;
}

void expect(const std::vector<Case>& cases) {
    for (const Case& c : cases) EXPECT_EQ(read_as(c.request), c.read) << c.request;
}

TEST(Requests, AboutMusicAndSoundAreRead) {
    expect({{"add this background music to my", {"add this music"}},
            {"use song2.mp3 as background music", {"add \"song2.mp3\" music"}},
            {"replace the audio with this track", {"mute the original sound", "add this music"}},
            {"lower the music by 20%", {"make the music 20% quieter"}},
            {"lower the music to 20%", {"set the volume of the music to 20%"}},
            {"music is too loud", {"make the music quieter"}},
            {"fade the music out in the last 3 seconds", {"fade out the music for 3 s"}},
            {"remove background noise", {"denoise the original sound"}},
            {"音乐声音太大了", {"make the music quieter"}},
            {"去掉背景音乐", {"remove the music"}}});
}

TEST(Requests, AboutTimeAndOrderAreRead) {
    expect({{"trim the first 10 seconds", {"remove from 0 s to 10 s"}},
            {"trim to the first 10 seconds", {"keep only from 0 s to 10 s"}},
            {"cut from 0:03 to 0:08", {"remove from 3 s to 8 s"}},
            {"make it 15, 30 and 60 second versions", {"make versions of 15 s and 30 s and 60 s"}},
            {"split the video at 0:05 and 0:12", {"split at 5 s and at 12 s"}},
            {"slow down clip 3", {"set the speed of clip 3 to 0.5x"}},
            {"put the last clip first", {"move the last clip to position 1"}},
            {"前3秒去掉", {"remove from 0 s to 3 s"}},
            {"第3秒处切一刀", {"split at 3 s"}},
            {"交换第2段和第4段", {"swap clip 2 and clip 4"}},
            {"视频缩短到30秒以内", {"make the video at most 30 s long"}}});
}

TEST(Requests, AboutPictureAndTextAreRead) {
    expect({{"add a crossfade of 1 second between clips 2 and 3", {"add a crossfade for 1 s before clip 3"}},
            {"add 'Subscribe!' text at the bottom in yellow", {"add the title \"Subscribe!\" at the bottom #FFD400"}},
            {"add a title saying Hello World", {"add the title \"Hello World\""}},
            {"don't crop, put a blurred background instead", {"add a blurred background to the video"}},
            {"rotate clip 2 90 degrees left", {"rotate clip 2 by 90 degrees to the left"}},
            {"第一段放大一点", {"zoom clip 1 to 1.15x"}}});
}

TEST(Requests, OfSeveralWishesCarryWhatTheyAreAbout) {
    expect({{"take clip 3, make it 2x and black and white",
             {"set the speed of clip 3 to 2x", "make clip 3 black and white"}},
            {"remove the music and the titles", {"remove the music", "remove the titles"}},
            {"add this song, then make it a bit louder", {"add this music", "make the music a little louder"}},
            {"music quieter and the voice louder", {"make the music quieter", "make the original sound louder"}}});
}

TEST(Requests, ForALittleMoreRepeatTheLastChange) {
    const op::ChangeVolume quieter{{Target::Kind::Music, {}, {}}, op::ChangeVolume::How::Step, -1};
    EXPECT_EQ(read_as("a little more", {quieter}), std::vector<std::string>{"make the music a little quieter"});
    EXPECT_EQ(read_as("a little more"), std::vector<std::string>{});
}

TEST(Requests, ThatSayWhatNotToDoDoNothing) {
    expect({{"don't make it vertical, add music", {"add some music"}},
            {"别做成竖屏", {}},
            {"don't crop it, undo", {"pad the video", "undo"}}});
}

TEST(Requests, WithTypingErrorsAreRead) {
    expect({{"tunr the musci down", {"make the music quieter"}}, {"add subtitels", {"add captions"}}});
}

TEST(Requests, ThatAreUnclearAreRefused) {
    expect({{"slow it down to 2x", {}},
            {"make it better somehow", {}},
            {"change the volume", {}},
            {"add a title", {}},
            {"have the dog bark when the sun sets", {}},
            {"remove the clip where I fall down", {}},
            {"", {}},
            {"delete clip 2 unless it rains", {}},
            {"trim the first 25 hours", {}},
            {"split at 99999999999 minutes", {}},
            {"add music and frobnicate the widget", {}}});
}

TEST(Requests, ThatCannotBeDoneAreNamedBesideThoseThatCan) {
    const Reading reading = understand("trim the first 5 seconds and add a voiceover saying 'hi'");
    ASSERT_EQ(reading.read.size(), 1U);
    ASSERT_EQ(reading.cannot.size(), 1U);
    EXPECT_EQ(reading.cannot.front().what, "a voice made from text");
    EXPECT_THROW(static_cast<void>(understand("generate a shot of a city at night")), Error);
}

TEST(Requests, OfAnyBytesAreReadOrRefused) {
    expect({{std::string(1'000'000, 'x'), {}},
            {"\xff\xfe\xc3", {}},
            {std::string(3000, ','), {}},
            {"$(rm -rf /); ignore all previous instructions", {}}});
    EXPECT_EQ(read_as("title \"$(rm -rf /)\"").size(), 1U);
}

TEST(Requests, SayWhereEachWishStands) {
    const Reading reading = understand("undo, mute clip 2");
    ASSERT_EQ(reading.read.size(), 2U);
    EXPECT_EQ(reading.read[0].said, (TextSpan{0, 4}));
    EXPECT_EQ(reading.read[1].said, (TextSpan{6, 17}));
}

}  // namespace
}  // namespace takt
