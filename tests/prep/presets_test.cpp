// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/presets.h"

#include "takt/preset.h"

#include "prep/media_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

using testing::HasSubstr;

const Limits& limits_of(std::string_view name) {
    return find_preset(name)->limits;
}

MediaBuilder lasting(std::chrono::seconds length) {
    return clip().with([&](MediaInfo& info) {
        info.duration = length;
        info.videos.front().duration = info.audios.front().duration = length;
    });
}

MediaBuilder tall() {
    return clip().video([](VideoStreamInfo& video) { video.coded = video.display = {1080, 1920}; });
}

TEST(Presets, AreFoundByName) {
    for (const char* name : {"upload", "tiktok", "reels", "shorts", "youtube"}) {
        ASSERT_NE(find_preset(name), nullptr) << name;
        EXPECT_EQ(find_preset(name)->name, name);
    }
    EXPECT_EQ(find_preset("vine"), nullptr);
    EXPECT_EQ(presets().front().name, "upload");
}

TEST(Presets, PassAnOrdinaryClip) {
    for (const Preset& preset : presets()) {
        const MediaBuilder ordinary = preset.limits.no_landscape ? tall() : clip();
        EXPECT_EQ(judge(ordinary, preset.limits).outcome, Outcome::Accepted) << preset.name;
        EXPECT_EQ(judge(tall(), preset.limits).outcome, Outcome::Accepted) << preset.name;
    }
}

TEST(Presets, RefuseWhatIsTooLongAndTellTheTrim) {
    const auto four_minutes = lasting(std::chrono::seconds{240}).video([](VideoStreamInfo& video) {
        video.display = {1080, 1920};
    });
    const Verdict verdict = judge(four_minutes, limits_of("shorts"));
    ASSERT_EQ(verdict.outcome, Outcome::Rejected);
    EXPECT_EQ(verdict.reasons.front().code, "too_long_for_preset");
    EXPECT_THAT(verdict.reasons.front().next_step, HasSubstr("--trim ..180s"));
    const Wishes trimmed{.trim = {.begin = {}, .end = std::chrono::seconds{180}}};
    EXPECT_NE(judge(four_minutes, limits_of("shorts"), trimmed).outcome, Outcome::Rejected);
}

TEST(Presets, RefuseWhatIsTooShort) {
    EXPECT_EQ(judge(lasting(std::chrono::seconds{2}), limits_of("reels")).outcome, Outcome::Rejected);
}

TEST(Presets, NeverCropLandscapeIntoAShort) {
    const Verdict verdict = judge(clip(), limits_of("shorts"));
    ASSERT_EQ(verdict.outcome, Outcome::Rejected);
    EXPECT_EQ(verdict.reasons.front().code, "landscape");
}

TEST(Presets, LeaveSongsAndPicturesAlone) {
    const auto long_song = song().with([](MediaInfo& info) { info.duration = std::chrono::minutes{30}; });
    EXPECT_EQ(judge(long_song, limits_of("shorts")).outcome, Outcome::Accepted);
    EXPECT_EQ(judge(photo(), limits_of("shorts")).outcome, Outcome::Accepted);
}

TEST(Presets, RaiseSlowFrameRatesByWholeMultiples) {
    const auto slow = clip().video([](VideoStreamInfo& video) { video.measured_rate = {12, 1}; });
    const Plan plan = plan_preparation(slow, judge(slow, limits_of("tiktok")), limits_of("tiktok"));
    EXPECT_EQ(std::get<Transcode>(plan.action).video->rate, (FrameRate{24, 1}));
}

TEST(Presets, CapTheBitRateWhereItIsLimited) {
    const auto rich = clip().video([](VideoStreamInfo& video) { video.bit_rate_bps = 40'000'000; });
    const Plan plan = plan_preparation(rich, judge(rich, limits_of("reels")), limits_of("reels"));
    EXPECT_EQ(std::get<Transcode>(plan.action).video->bits.peak_bps, 25'000'000);
}

TEST(AtLeast, KeepsWhatIsFastEnough) {
    EXPECT_EQ(prep::at_least({30, 1}, 23), (FrameRate{30, 1}));
    EXPECT_EQ(prep::at_least({25, 2}, 23), (FrameRate{50, 2}));
}

}  // namespace
}  // namespace takt::test
