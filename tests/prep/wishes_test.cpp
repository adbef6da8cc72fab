// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks for, and what the plan makes of it.
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep/media_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

Plan plan_with(const MediaInfo& info, const Wishes& wishes, const CutSurvey& survey = {}) {
    return plan_preparation(info, judge(info, {}, wishes), {}, wishes, survey);
}

MediaInfo two_sounds() {
    return clip().with([](MediaInfo& info) {
        AudioStreamInfo second = info.audios.front();
        second.index = 2;
        info.audios.front().is_default = true;
        info.audios.push_back(second);
    });
}

MediaInfo filmed_at(double fps, std::optional<double> capture = {}) {
    return clip().with([&](MediaInfo& info) {
        info.videos.front().measured_rate = {static_cast<int>(fps), 1};
        info.capture_fps = capture;
    });
}

const VideoTarget& target_in(const Plan& plan) {
    return *std::get<Transcode>(plan.action).video;
}

TEST(Wishes, TheDefaultSoundTrackIsUsedWithoutAWish) {
    EXPECT_EQ(plan_with(two_sounds(), {}).audio_stream, 1);
}

TEST(Wishes, AnotherSoundTrackIsKeptWhenAskedFor) {
    EXPECT_EQ(plan_with(two_sounds(), {.keep_audio = 2}).audio_stream, 2);
}

TEST(Wishes, ASoundTrackThatIsNotThereIsAUsageError) {
    EXPECT_THROW((void)plan_with(two_sounds(), {.keep_audio = 3}), Error);
    EXPECT_THROW((void)plan_with(two_sounds(), {.keep_audio = 0}), Error);
}

TEST(Wishes, MetadataThatIsKeptIsNoFault) {
    const MediaInfo info = clip().with([](MediaInfo& i) { i.location = "+48+011/"; });
    EXPECT_EQ(plan_with(info, {}).action, Action{Remux{}});
    EXPECT_EQ(plan_with(info, {.keep_metadata = true}).action, Action{Copy{}});
    EXPECT_THAT(plan_with(info, {.keep_metadata = true}).removed, testing::IsEmpty());
}

TEST(Wishes, ADateIsPrivateOnlyOnRequest) {
    const MediaInfo info = clip().with([](MediaInfo& i) { i.device["creation_time"] = "2026-01-01T00:00:00Z"; });
    EXPECT_EQ(plan_with(info, {}).action, Action{Copy{}});
    const Plan plan = plan_with(info, {.remove_dates = true});
    EXPECT_EQ(plan.action, Action{Remux{}});
    EXPECT_THAT(plan.removed, testing::Contains("recording date"));
}

TEST(Wishes, HighSpeedRecordingsPlayAsTheirTimelineSaysUnlessAsked) {
    EXPECT_EQ(target_in(plan_with(filmed_at(240), {})).speed, 1);
    EXPECT_EQ(target_in(plan_with(filmed_at(240), {})).rate, (FrameRate{60, 1}));
}

TEST(Wishes, SlowMotionStretchesToThirtyFramesASecondWithoutSound) {
    const Plan plan = plan_with(filmed_at(240), {.slow_motion = SlowMotion::Slow});
    EXPECT_DOUBLE_EQ(target_in(plan).speed, 0.125);
    EXPECT_EQ(target_in(plan).rate, (FrameRate{30, 1}));
    EXPECT_EQ(plan.audio_stream, -1);
    EXPECT_EQ(plan.duration, Us{80'000'000});
}

TEST(Wishes, OrdinaryClipsAreNotSlowed) {
    EXPECT_EQ(plan_with(clip(), {.slow_motion = SlowMotion::Slow}).action, Action{Copy{}});
}

TEST(Wishes, RealTimeQuickensWhatThePhoneWroteSlowed) {
    const Plan plan = plan_with(filmed_at(30, 120), {.slow_motion = SlowMotion::Real});
    EXPECT_DOUBLE_EQ(target_in(plan).speed, 4);
    EXPECT_EQ(plan.duration, Us{2'500'000});
}

TEST(Wishes, ATrimCopiesWhatTheSurveyFound) {
    const TimeRange copyable{Us{2'000'000}, Us{4'000'000}};
    const Wishes trim{.trim = {Us{1'500'000}, Us{4'200'000}}};
    const Plan plan = plan_with(clip(), trim, {copyable, {}});
    ASSERT_TRUE(std::holds_alternative<SmartTrim>(plan.action));
    EXPECT_EQ(std::get<SmartTrim>(plan.action).copied, copyable);
    EXPECT_EQ(action_name(plan.action), "smart_trim");
}

TEST(Wishes, ATrimEncodesWithTheReasonWhenNothingMayBeCopied) {
    const Wishes trim{.trim = {Us{1'500'000}, Us{4'200'000}}};
    const Plan plan = plan_with(clip(), trim, {{}, "its GOPs are open"});
    EXPECT_TRUE(std::holds_alternative<Transcode>(plan.action));
    EXPECT_THAT(plan.because, testing::Contains(testing::HasSubstr("its GOPs are open")));
}

TEST(Wishes, ATrimOfWhatMustBeEncodedAnywayCopiesNothing) {
    const MediaInfo hdr = clip().video([](VideoStreamInfo& video) { video.colour.hdr = HdrKind::Hlg; });
    const Plan plan = plan_with(hdr, {.trim = {Us{1'500'000}, {}}}, {TimeRange{Us{2'000'000}, Us{4'000'000}}, {}});
    EXPECT_TRUE(std::holds_alternative<Transcode>(plan.action));
}

TEST(Notices, AVideoWithoutSoundSaysSo) {
    const MediaInfo info = clip().with([](MediaInfo& i) { i.audios.clear(); });
    EXPECT_THAT(plan_with(info, {}).notes, testing::ElementsAre(testing::HasSubstr("no sound")));
    EXPECT_THAT(plan_with(clip(), {}).notes, testing::IsEmpty());
}

TEST(Notices, AHighSpeedRecordingNamesTheOptionThatPlaysItTheOtherWay) {
    EXPECT_THAT(plan_with(filmed_at(240, 240), {}).notes, testing::ElementsAre(testing::HasSubstr("--slowmo slow")));
    EXPECT_THAT(plan_with(filmed_at(30, 240), {}).notes, testing::ElementsAre(testing::HasSubstr("--slowmo real")));
    EXPECT_THAT(plan_with(filmed_at(240, 240), {.slow_motion = SlowMotion::Slow}).notes, testing::IsEmpty());
}

}  // namespace
}  // namespace takt::test
