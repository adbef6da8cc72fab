// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/preparation.h"

#include "prep/media_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

std::vector<std::string> codes(const Verdict& verdict) {
    std::vector<std::string> list;
    for (const Reason& reason : verdict.reasons) list.push_back(reason.code);
    return list;
}

TEST(Judge, AcceptsAClipThatAlreadyIsWhatTheServiceWants) {
    const Verdict verdict = judge(clip());
    EXPECT_EQ(verdict.outcome, Outcome::Accepted);
    EXPECT_THAT(codes(verdict), testing::IsEmpty());
}

TEST(Judge, AcceptsExactly500MillionBytes) {
    EXPECT_EQ(judge(clip().bytes(500'000'000)).outcome, Outcome::Accepted);
}

TEST(Judge, RejectsOneByteMore) {
    const Verdict verdict = judge(clip().bytes(500'000'001));
    EXPECT_EQ(verdict.outcome, Outcome::Rejected);
    ASSERT_THAT(codes(verdict), testing::ElementsAre("too_large"));
    EXPECT_THAT(verdict.reasons.front().message, testing::HasSubstr("500000001 bytes"));
    EXPECT_THAT(verdict.reasons.front().next_step, testing::Not(testing::IsEmpty()));
}

TEST(Judge, TellsEveryReasonAtOnce) {
    const Verdict verdict = judge(clip().bytes(600'000'000).with([](MediaInfo& info) {
        info.truncated = true;
        info.duration = std::chrono::hours{13};
        info.audios.front().channels = 255;
        info.videos.front().coded = {20'000, 1000};
    }));
    EXPECT_THAT(codes(verdict), testing::UnorderedElementsAre("too_large", "too_long", "too_many_pixels",
                                                              "too_many_channels", "truncated"));
}

TEST(Judge, FixesWhatThePlanCanCure) {
    const Verdict verdict = judge(clip().container("mov"));
    EXPECT_EQ(verdict.outcome, Outcome::Fixed);
    EXPECT_THAT(codes(verdict), testing::ElementsAre("container"));
}

TEST(Judge, RejectsAFileInWhichNothingCanBeDecoded) {
    const Verdict verdict = judge(clip().with([](MediaInfo& info) {
        info.videos.front().decodable = info.audios.front().decodable = false;
        info.videos.front().codec = "vvc1";
    }));
    EXPECT_EQ(verdict.outcome, Outcome::Rejected);
    ASSERT_THAT(codes(verdict), testing::ElementsAre("not_decodable"));
    EXPECT_THAT(verdict.reasons.front().message, testing::HasSubstr("vvc1"));
}

TEST(Judge, RejectsAClipWhosePictureCannotBeDecodedInsteadOfKeepingItsSoundAlone) {
    const Verdict verdict = judge(clip().video([](VideoStreamInfo& video) { video.decodable = false; }));
    EXPECT_THAT(codes(verdict), testing::ElementsAre("not_decodable"));
}

TEST(Judge, KeepsAClipWhoseSoundCannotBeDecodedAndSaysSo) {
    const Verdict verdict = judge(clip().audio([](AudioStreamInfo& audio) {
        audio.decodable = false;
        audio.codec = "apac";
    }));
    EXPECT_EQ(verdict.outcome, Outcome::Fixed);
    ASSERT_THAT(codes(verdict), testing::ElementsAre("audio_not_decodable"));
    EXPECT_THAT(verdict.reasons.front().message, testing::HasSubstr("apac"));
}

TEST(Judge, RejectsDolbyVisionWithoutAPictureForOtherDecoders) {
    const Verdict verdict = judge(clip().video([](VideoStreamInfo& video) { video.colour.dolby_vision_profile = 5; }));
    EXPECT_THAT(codes(verdict), testing::ElementsAre("dolby_vision_5"));
}

TEST(Judge, NamesProtectedFilesAsSuch) {
    const Verdict verdict = judge(clip().with([](MediaInfo& info) {
        info.is_protected = true;
        info.videos.front().decodable = info.audios.front().decodable = false;
    }));
    EXPECT_THAT(codes(verdict), testing::ElementsAre("protected"));
}

TEST(Judge, RejectsAFileWithoutAnyTimeInIt) {
    EXPECT_THAT(codes(judge(song().with([](MediaInfo& info) { info.duration = {}; }))), testing::ElementsAre("empty"));
}

TEST(Judge, RejectsADamagedPhoto) {
    EXPECT_THAT(codes(judge(photo().with([](MediaInfo& info) { info.truncated = true; }))),
                testing::ElementsAre("truncated"));
}

}  // namespace
}  // namespace takt::test
