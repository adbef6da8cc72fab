// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/fit.h"

#include "prep/media_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Limits under(std::int64_t bytes) {
    Limits limits;
    limits.max_size_bytes = bytes;
    return limits;
}

Plan plan_for(const MediaInfo& info, const Limits& limits, const Wishes& wishes = {}) {
    return plan_preparation(info, judge(info, limits, wishes), limits, wishes);
}

VideoTarget picture_of(const Plan& plan) {
    return std::get<Transcode>(plan.action).video.value();
}

std::string told(const Plan& plan) {
    std::string all;
    for (const std::string& sentence : plan.because) all += sentence + "; ";
    return all;
}

MediaBuilder fast_clip(std::int64_t bytes) {
    return clip().bytes(bytes).video([](VideoStreamInfo& video) { video.measured_rate = {60, 1}; });
}

TEST(FitUnderLimit, LeavesWhatFitsAlone) {
    EXPECT_EQ(plan_for(clip().bytes(10'000'000), under(10'000'000)).action, Action{Copy{}});
}

TEST(FitUnderLimit, EncodesWhatIsOtherwiseFineButTooLarge) {
    const Plan plan = plan_for(clip().bytes(12'000'000), under(10'000'000));
    EXPECT_EQ(picture_of(plan).bits.file_bytes, 10'000'000);
    EXPECT_EQ(picture_of(plan).size, (Size{1920, 1080}));
    EXPECT_EQ(plan.max_bytes, 10'000'000);
    EXPECT_THAT(told(plan), HasSubstr("fits in 10 MB: 7.7 Mb/s for the picture, 192 kb/s for the sound"));
}

TEST(FitUnderLimit, HalvesTheFrameRateBeforeItScales) {
    const Plan plan = plan_for(fast_clip(40'000'000), under(5'000'000));
    EXPECT_EQ(picture_of(plan).rate, (FrameRate{60, 2}));
    EXPECT_EQ(picture_of(plan).size, (Size{1920, 1080}));
}

TEST(FitUnderLimit, StepsDownTheSizesAsTheLimitFalls) {
    int last = 1921;
    for (const std::int64_t limit : {6'000'000, 3'000'000, 1'800'000, 1'100'000, 650'000, 300'000}) {
        const Size size = picture_of(plan_for(fast_clip(40'000'000), under(limit))).size;
        EXPECT_LT(size.width, last) << limit;
        last = size.width;
    }
    EXPECT_EQ(last, 320);
}

TEST(FitUnderLimit, ThinsTheSoundWithThePicture) {
    const Plan plan = plan_for(clip().bytes(40'000'000), under(600'000));
    const auto& encoded = std::get<Transcode>(plan.action);
    EXPECT_TRUE(encoded.audio);
    EXPECT_FALSE(encoded.copy_audio);
    EXPECT_EQ(encoded.audio_bps, 64'000);
}

TEST(FitUnderLimit, LetsALeanSourceStayLarge) {
    // 1.6 Mb/s was enough for its 1080p; 1.3 Mb/s is nearly so.
    const Plan plan = plan_for(clip().bytes(2'000'000), under(1'600'000));
    EXPECT_EQ(picture_of(plan).size, (Size{1920, 1080}));
}

TEST(FitUnderLimit, CountsOnlyThePartThatIsKept) {
    const Wishes half{.trim = {.begin = Us{0}, .end = Us{5'000'000}}};
    const Plan plan = plan_for(clip().bytes(12'000'000), under(10'000'000), half);
    EXPECT_EQ(picture_of(plan).bits.crf, 20);
}

TEST(FitUnderLimit, HoldsATranscodeToItsSourcesSize) {
    const auto turned = clip().bytes(8'000'000).video([](VideoStreamInfo& video) { video.orientation = {90, false}; });
    EXPECT_EQ(picture_of(plan_for(turned, Limits{})).bits.source_bytes, 8'000'000);
    const auto hevc = turned.video([](VideoStreamInfo& video) { video.codec = "hevc"; });
    EXPECT_EQ(picture_of(plan_for(hevc, Limits{})).bits.source_bytes, 12'800'000);
}

TEST(FitUnderLimit, WatchesTheLimitWhereATighterCodecComesNearIt) {
    const auto hevc = clip().bytes(9'000'000).video([](VideoStreamInfo& video) { video.codec = "hevc"; });
    const RateControl bits = picture_of(plan_for(hevc, under(10'000'000))).bits;
    EXPECT_EQ(bits.file_bytes, 10'000'000);
    EXPECT_EQ(bits.crf, 20);
}

TEST(FitUnderLimit, MakesALargeWavASmallM4a) {
    const auto wav = song().container("wav").bytes(600'000'000).with([](MediaInfo& info) {
        info.audios.front().codec = "pcm_s16le";
        info.duration = std::chrono::hours{1};
    });
    const Limits limits{.max_input_bytes = 1'000'000'000, .max_size_bytes = 40'000'000};
    const Plan plan = plan_for(wav, limits);
    EXPECT_EQ(plan.extension, "m4a");
    EXPECT_LT(std::get<Transcode>(plan.action).audio_bps, 88'000);
    EXPECT_GT(std::get<Transcode>(plan.action).audio_bps, 80'000);
    EXPECT_THAT(told(plan), HasSubstr("600 MB are made to fit in 40 MB"));
}

TEST(FitUnderLimit, MakesALargePhotoSmaller) {
    const Plan plan = plan_for(photo().bytes(9'000'000), under(1'000'000));
    EXPECT_EQ(std::get<ConvertStill>(plan.action).size, (Size{1405, 790}));
}

TEST(CannotFit, SaysHowMuchOfItWouldAndWhatToAllow) {
    const auto hour = clip().bytes(400'000'000).with([](MediaInfo& info) {
        info.duration = std::chrono::hours{1};
        info.videos.front().duration = info.duration;
    });
    const Verdict verdict = judge(hour, under(5'000'000));
    ASSERT_EQ(verdict.outcome, Outcome::Rejected);
    EXPECT_EQ(verdict.reasons.front().code, "cannot_fit");
    EXPECT_THAT(verdict.reasons.front().next_step, HasSubstr("--trim"));
    EXPECT_THAT(verdict.reasons.front().next_step, HasSubstr("--max-size"));
}

TEST(CannotFit, IsSilentAboutWhatFits) {
    EXPECT_FALSE(prep::cannot_fit(clip().bytes(40'000'000), under(200'000), {}).has_value());
    EXPECT_FALSE(prep::cannot_fit(photo().bytes(40'000'000), under(200'000), {}).has_value());
}

TEST(SizeText, ReadsAsTheOptionDoes) {
    EXPECT_EQ(prep::size_text(10'000'000), "10 MB");
    EXPECT_EQ(prep::size_text(1'500'000'000), "1.5 GB");
    EXPECT_EQ(prep::size_text(200'000), "200 kB");
}

}  // namespace
}  // namespace takt::test
