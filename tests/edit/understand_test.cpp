// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/edit.h"
#include "takt/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt {
namespace {

using testing::HasSubstr;

struct Case {
    const char* request;
    Intent intent;
};

class Understand : public testing::TestWithParam<Case> {};

TEST_P(Understand, FindsTheIntent) {
    EXPECT_EQ(understand(GetParam().request).intent, GetParam().intent);
}

INSTANTIATE_TEST_SUITE_P(
    OfRequests, Understand,
    testing::Values(
        Case{"create a music video with beat-synced visuals", Intent::MusicVideo},
        Case{"make an MV", Intent::MusicVideo}, Case{"Cut my clips to the beat", Intent::MusicVideo},
        Case{"sync my clips to this song", Intent::MusicVideo}, Case{"帮我做一个音乐视频", Intent::MusicVideo},
        Case{"按音乐节拍卡点剪辑", Intent::MusicVideo}, Case{"create a musci vidoe", Intent::MusicVideo},
        Case{"create a music video with beat-synced visuals and transitions for my new song", Intent::MusicVideo},
        Case{"add this background music to my video and sync it to the length of the clip", Intent::MusicUnderClip},
        Case{"add background music that matches the mood of my video", Intent::MusicByMood},
        Case{"add background music to my video and sync it to the beat", Intent::MusicVideo},
        Case{"音乐和视频长度同步", Intent::MusicUnderClip},
        Case{"add this background music to my video", Intent::MusicUnderClip},
        Case{"add this background music to my", Intent::MusicUnderClip}, Case{"ADD BGM", Intent::MusicUnderClip},
        Case{"给视频加背景音乐", Intent::MusicUnderClip}, Case{"配乐", Intent::MusicUnderClip},
        Case{"add music that matches the mood of my clip", Intent::MusicByMood},
        Case{"配一首符合氛围的音乐", Intent::MusicByMood},
        Case{"don't make a music video, just add the song", Intent::MusicUnderClip},
        Case{"别做成音乐视频，加配乐就行", Intent::MusicUnderClip}));

TEST(UnderstandTransitions, AreFoundWhenAskedFor) {
    EXPECT_TRUE(understand("create a music video with beat-synced visuals and transitions").transitions);
    EXPECT_TRUE(understand("a music video with crosfades").transitions);
    EXPECT_TRUE(understand("卡点视频，加转场").transitions);
    EXPECT_FALSE(understand("create a music video").transitions);
}

TEST(UnderstandTransitions, AreNotTriggeredByANegation) {
    EXPECT_FALSE(understand("a music video with no transitions").transitions);
    EXPECT_FALSE(understand("a music video; don\u2019t use any fancy transitions").transitions);
    EXPECT_FALSE(understand("做卡点视频，不要转场").transitions);
}

TEST(UnderstandTransitions, AreFoundAfterTheNegatedClauseHasEnded) {
    EXPECT_TRUE(understand("music video, no titles, transitions please").transitions);
}

ErrorCode code_of(const std::string& request) {
    try {
        (void)understand(request);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

TEST(UnderstandUnclear, IsARequestWithoutAnyKnownConcept) {
    for (const char* request : {"hello", "今天天气不错", "make it pop", "no music", "\xff\xfe\xe4", ""}) {
        EXPECT_EQ(code_of(request), ErrorCode::EditUnclear) << request;
    }
}

TEST(UnderstandUnclear, IsARequestOfWhichOnlyHalfCouldBeDone) {
    EXPECT_EQ(code_of("trim the silent parts and add background music"), ErrorCode::EditUnclear);
    EXPECT_EQ(code_of("set the background music volume to 35%"), ErrorCode::EditUnclear);
}

TEST(UnderstandUnclear, NamesWhatCanBeAsked) {
    try {
        (void)understand("hello");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("try \"create a music video"));
    }
}

TEST(UnderstandEcho, SaysWhatWasUnderstood) {
    EXPECT_EQ(understand("music video with transitions").echo, "a music video cut on the beat, with crossfades");
}

}  // namespace
}  // namespace takt
