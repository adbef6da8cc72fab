// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "prep/media_builder.h"
#include "prep/reason_codes.h"
#include "prep/recordings.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace takt::test {
namespace {

TEST(ProbeFacts, CallAHundredFramesASecondHighSpeed) {
    const TempDir folder;
    make_clip(folder / "fast.mp4", {.rate = {120, 1}, .frames = 60});
    make_clip(folder / "usual.mp4", {.rate = {60, 1}, .frames = 60});
    EXPECT_EQ(probe(folder / "fast.mp4").capture_fps, 120);
    EXPECT_EQ(probe(folder / "usual.mp4").capture_fps, std::nullopt);
}

TEST(ProbeFacts, BelieveATagAboutASlowedRecording) {
    MediaInfo info = clip();
    prep::recognise_tag(info, "com.android.capture.fps", "240.000000");
    prep::recognise_recording(info);
    EXPECT_EQ(info.capture_fps, 240);
    prep::recognise_tag(info, "com.android.capture.fps", "30.000000");
    prep::recognise_recording(info);
    EXPECT_EQ(info.capture_fps, std::nullopt);
    prep::recognise_tag(info, "com.android.capture.fps", "fast");
    EXPECT_EQ(info.capture_fps, std::nullopt);
}

TEST(ProbeFacts, KnowScreenRecordingsByTagAndByName) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.metadata = {{"artist", "ReplayKitRecording"}}});
    make_clip(folder / "RPReplay_Final1700000000.mp4");
    make_clip(folder / "screening.mp4");
    EXPECT_TRUE(probe(folder / "clip.mp4").screen_recording);
    EXPECT_TRUE(probe(folder / "RPReplay_Final1700000000.mp4").screen_recording);
    EXPECT_FALSE(probe(folder / "screening.mp4").screen_recording);
}

TEST(ProbeFacts, FindTheIdentifierOfALivePhotosClip) {
    MediaInfo half = clip();
    prep::recognise_tag(half, "com.apple.quicktime.content.identifier", "AB12-CD");
    EXPECT_EQ(half.live_photo, "AB12-CD");
    const TempDir folder;
    make_still(folder / "plain.jpg");
    EXPECT_EQ(probe(folder / "plain.jpg").live_photo, std::nullopt);
}

TEST(ProbeFacts, FindTheClipBehindAMotionPhoto) {
    const TempDir folder;
    make_still(folder / "photo.jpg", {.size = {640, 480}});
    make_clip(folder / "clip.mp4");
    write_file(folder / "moving.jpg", read_file(folder / "photo.jpg") + read_file(folder / "clip.mp4"));
    EXPECT_FALSE(probe(folder / "photo.jpg").motion_photo);
    const MediaInfo info = probe(folder / "moving.jpg");
    EXPECT_TRUE(info.motion_photo);
    EXPECT_EQ(info.kind, MediaKind::Still);
    EXPECT_EQ(judge(info).outcome, Outcome::Fixed) << "the clip is as private as any metadata";
}

TEST(Judge, RefusesMoreFramesASecondThanCamerasTake) {
    const auto at = [](int fps) {
        return judge(clip().video([&](VideoStreamInfo& video) { video.measured_rate = {fps, 1}; }));
    };
    EXPECT_EQ(at(960).outcome, Outcome::Fixed);
    ASSERT_EQ(at(1000).outcome, Outcome::Rejected);
    EXPECT_EQ(at(1000).reasons.front().code, "frame_rate_too_high");
}

TEST(Judge, NamesTheOptionsThatHelpWithALargeFile) {
    const std::string next = judge(clip().bytes(600'000'000)).reasons.front().next_step;
    EXPECT_THAT(next, testing::HasSubstr("--max-size 500MB"));
    EXPECT_THAT(next, testing::HasSubstr("--trim"));
}

TEST(Judge, UsesOnlyCodesThatAreListed) {
    const MediaInfo broken = clip().bytes(600'000'000).with([](MediaInfo& info) {
        info.duration = std::chrono::hours{13};
        info.audios.front().channels = 255;
        info.videos.front().coded = {20'000, 1000};
        info.videos.front().colour.dolby_vision_profile = 5;
        info.is_protected = true;
    });
    const MediaInfo odd = clip().container("mov").with([](MediaInfo& info) {
        info.videos.front() = {.codec = "hevc", .pixel_format = "yuva444p10le", .has_alpha = true};
        info.videos.front().decodable = info.videos.front().variable_rate = info.videos.front().interlaced = true;
        info.videos.front().orientation.clockwise_deg = 90;
        info.audios.front().codec = "opus";
        info.audios.front().sample_rate_hz = 32'000;
        info.extension_lies = true;
        info.decode_errors = 1;
        info.faststart = false;
        info.location = "here";
        info.device["make"] = "a phone";
        info.extras["id"] = "1";
    });
    std::vector<Reason> reasons = judge(broken).reasons;
    const std::vector<Reason> mended = judge(odd).reasons;
    reasons.insert(reasons.end(), mended.begin(), mended.end());
    ASSERT_GT(reasons.size(), 15U);
    for (const Reason& reason : reasons) {
        const auto listed = std::count_if(prep::reason_codes().begin(), prep::reason_codes().end(),
                                          [&](const prep::ReasonCode& known) { return known.code == reason.code; });
        EXPECT_EQ(listed, 1) << reason.code;
        EXPECT_FALSE(reason.message.empty());
    }
    for (const Reason& reason : judge(broken).reasons) EXPECT_FALSE(reason.next_step.empty()) << reason.code;
}

}  // namespace
}  // namespace takt::test
