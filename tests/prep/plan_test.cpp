// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep/media_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

Plan plan_for(const MediaInfo& info, const TrimRequest& trim = {}, const Limits& limits = {}) {
    return plan_preparation(info, judge(info, limits), limits, {.trim = trim});
}

const Transcode& transcode_in(const Plan& plan) {
    return std::get<Transcode>(plan.action);
}

TEST(PlanPreparation, CopiesWhatIsCompliantAndHoldsNothingPrivate) {
    const Plan plan = plan_for(clip());
    EXPECT_EQ(plan.action, Action{Copy{}});
    EXPECT_EQ(plan.extension, "mp4");
    EXPECT_THAT(plan.because, testing::IsEmpty());
    EXPECT_THAT(plan.removed, testing::IsEmpty());
}

TEST(PlanPreparation, RemuxesWhenOnlyTheContainerIsWrong) {
    for (const char* container : {"mov", "mkv"}) {
        const Plan plan = plan_for(clip().container(container));
        EXPECT_EQ(plan.action, Action{Remux{}}) << container;
        EXPECT_EQ(plan.extension, "mp4");
    }
}

TEST(PlanPreparation, RemuxesToMoveTheIndexToTheFront) {
    EXPECT_EQ(plan_for(clip().with([](MediaInfo& info) { info.faststart = false; })).action, Action{Remux{}});
}

TEST(PlanPreparation, RemuxesToLoseThePlaceAndTheDevice) {
    const Plan plan = plan_for(clip().with([](MediaInfo& info) {
        info.location = "+51.5334-000.1255/";
        info.device = {{"make", "Apple"}, {"creation_time", "2023-05-09"}};
    }));
    EXPECT_EQ(plan.action, Action{Remux{}});
    EXPECT_THAT(plan.removed, testing::ElementsAre("location", "device", "recording date"));
}

TEST(PlanPreparation, DoesNotRewriteAFileForItsDateAlone) {
    EXPECT_EQ(plan_for(clip().with([](MediaInfo& info) {
                  info.device = {{"creation_time", "2023"}};
              })).action,
              Action{Copy{}});
}

TEST(PlanPreparation, NamesTheTracksItLeavesOut) {
    const Plan plan = plan_for(clip().with([](MediaInfo& info) { info.others = {{2, "data track", "mebx"}}; }));
    EXPECT_EQ(plan.action, Action{Remux{}});
    EXPECT_THAT(plan.removed, testing::ElementsAre("data track 2 (mebx)"));
}

TEST(PlanPreparation, EncodesOnlyTheSoundWhenOnlyTheSoundIsWrong) {
    const Plan plan = plan_for(clip().audio([](AudioStreamInfo& audio) { audio.sample_rate_hz = 32'000; }));
    EXPECT_EQ(plan.action, (Action{Transcode{.audio = true, .copy_video = true}}));
}

TEST(PlanPreparation, KeepsSoundAtBothRatesThatPlayEverywhere) {
    EXPECT_EQ(plan_for(clip().audio([](AudioStreamInfo& audio) { audio.sample_rate_hz = 44'100; })).action,
              Action{Copy{}});
}

TEST(PlanPreparation, KeepsCompliantSoundWhenOnlyThePictureIsWrong) {
    const Plan plan = plan_for(clip().video([](VideoStreamInfo& video) { video.codec = "hevc"; }));
    EXPECT_TRUE(transcode_in(plan).copy_audio);
    EXPECT_FALSE(transcode_in(plan).audio);
}

TEST(PlanPreparation, ToneMapsHdr) {
    for (const HdrKind kind : {HdrKind::Hlg, HdrKind::Pq}) {
        const Plan plan = plan_for(clip().video([&](VideoStreamInfo& video) {
            video.codec = "hevc";
            video.colour.hdr = kind;
            video.colour.dolby_vision_profile = 8;
        }));
        EXPECT_TRUE(transcode_in(plan).video->tone_map);
    }
}

TEST(PlanPreparation, TreatsUntaggedStandardDefinitionAsBt601AndLeavesUntaggedHdAlone) {
    const auto untagged = clip().video([](VideoStreamInfo& video) { video.colour = {}; });
    EXPECT_EQ(plan_for(untagged).action, Action{Copy{}});
    const auto small = untagged.video([](VideoStreamInfo& video) { video.coded = video.display = {640, 360}; });
    EXPECT_TRUE(std::holds_alternative<Transcode>(plan_for(small).action));
}

TEST(PlanPreparation, ScalesTheLongSideDownToEvenSizesOfTheUprightPicture) {
    const Plan plan = plan_for(clip().video([](VideoStreamInfo& video) {
        video.coded = {3840, 2160};
        video.display = {2160, 3840};
        video.orientation = {90, false};
    }));
    EXPECT_EQ(transcode_in(plan).video->size, (Size{1080, 1920}));
}

TEST(PlanPreparation, NeverEnlarges) {
    const Plan plan = plan_for(clip().video([](VideoStreamInfo& video) {
        video.codec = "vp9";
        video.coded = video.display = {320, 180};
    }));
    EXPECT_EQ(transcode_in(plan).video->size, (Size{320, 180}));
}

TEST(PlanPreparation, TranscodesWhatIsInterlacedOrMirroredOrNotSquare) {
    EXPECT_TRUE(transcode_in(plan_for(clip().video([](auto& video) { video.interlaced = true; }))).video->deinterlace);
    EXPECT_TRUE(transcode_in(plan_for(clip().video([](auto& video) { video.orientation.mirrored = true; }))).video);
    EXPECT_TRUE(transcode_in(plan_for(clip().video([](auto& video) { video.sample_aspect_den = 2; }))).video);
}

TEST(PlanPreparation, TrimsExactlyByEncodingBothStreams) {
    const Plan plan = plan_for(clip(), {.begin = Us{1'000'000}, .end = Us{-2'000'000}});
    EXPECT_EQ(plan.trim, (TimeRange{Us{1'000'000}, Us{8'000'000}}));
    EXPECT_TRUE(transcode_in(plan).video.has_value());
    EXPECT_TRUE(transcode_in(plan).audio);
}

TEST(PlanPreparation, IgnoresATrimThatKeepsEverything) {
    EXPECT_EQ(plan_for(clip(), {.begin = Us{0}, .end = Us{99'000'000}}).action, Action{Copy{}});
}

TEST(PlanPreparation, RefusesATrimThatLeavesNothing) {
    EXPECT_THROW((void)plan_for(clip(), {.begin = Us{10'000'000}, .end = {}}), Error);
    EXPECT_THROW((void)plan_for(clip(), {.begin = Us{5'000'000}, .end = Us{-6'000'000}}), Error);
    EXPECT_THROW((void)plan_for(photo(), {.begin = Us{1}, .end = {}}), Error);
}

TEST(PlanPreparation, LeavesOutSoundThatEndsBeforeTheKeptRange) {
    const MediaInfo short_sound =
        clip().audio([](AudioStreamInfo& audio) { audio.duration = std::chrono::seconds{3}; });
    const Plan plan = plan_for(short_sound, {.begin = std::chrono::seconds{5}, .end = std::chrono::seconds{8}});
    EXPECT_FALSE(transcode_in(plan).audio);
    EXPECT_EQ(plan.audio_stream, -1);
    EXPECT_THAT(plan.because, testing::Contains(testing::HasSubstr("silent")));
}

TEST(PlanPreparation, PassesSongsThrough) {
    EXPECT_EQ(plan_for(song()).action, Action{Copy{}});
    EXPECT_EQ(plan_for(song()).extension, "mp3");
}

TEST(PlanPreparation, RemuxesASongToLoseItsCover) {
    const Plan plan = plan_for(song().with([](MediaInfo& info) { info.others = {{1, "cover picture", "mjpeg"}}; }));
    EXPECT_EQ(plan.action, Action{Remux{}});
    EXPECT_EQ(plan.extension, "mp3");
    EXPECT_EQ(plan.video_stream, -1);
}

TEST(PlanPreparation, TurnsOtherSoundIntoM4a) {
    const Plan plan = plan_for(song().container("m4a").audio([](AudioStreamInfo& audio) { audio.codec = "alac"; }));
    EXPECT_EQ(plan.action, (Action{Transcode{.audio = true}}));
    EXPECT_EQ(plan.extension, "m4a");
}

TEST(PlanPreparation, CallsSoundAloneInAnMp4ASong) {
    const Plan plan = plan_for(song().container("mp4").audio([](AudioStreamInfo& audio) { audio.codec = "aac"; }));
    EXPECT_EQ(plan.action, Action{Remux{}});
    EXPECT_EQ(plan.extension, "m4a");
}

TEST(PlanPreparation, GivesALyingNameTheRightExtensionWithoutTouchingTheBytes) {
    const Plan plan = plan_for(song().with([](MediaInfo& info) {
        info.path = "song.wav";
        info.extension_lies = true;
    }));
    EXPECT_EQ(plan.action, Action{Copy{}});
    EXPECT_EQ(plan.extension, "mp3");
    EXPECT_THAT(plan.because, testing::SizeIs(1));
}

TEST(PlanPreparation, ConvertsPhotosOnlyToTurnThemNotToLoseMetadata) {
    EXPECT_EQ(plan_for(photo()).action, Action{Copy{}});
    const auto turned = photo().video([](VideoStreamInfo& video) { video.orientation = {90, false}; });
    EXPECT_TRUE(std::holds_alternative<ConvertStill>(plan_for(turned).action));
    const auto tagged = photo().with([](MediaInfo& info) { info.metadata = {"EXIF"}; });
    EXPECT_EQ(plan_for(tagged).action, Action{Remux{}});
}

TEST(PlanPreparation, TurnsAJpegOfWholeBlocksWithoutLoss) {
    const auto turned = [](Size coded) {
        return plan_for(photo().video([&](VideoStreamInfo& video) {
            video.orientation = {90, false};
            video.pixel_format = "yuvj420p";
            video.coded = coded;
            video.display = {coded.height, coded.width};
        }));
    };
    EXPECT_EQ(turned({1600, 1200}).action, Action{Remux{}});
    EXPECT_THAT(turned({1600, 1200}).because, testing::Contains(testing::HasSubstr("without loss")));
    EXPECT_EQ(turned({1600, 1203}).action, (Action{ConvertStill{{1203, 1600}, false}}));
}

TEST(PlanPreparation, KeepsTransparencyOfPicturesInPng) {
    const Plan plan = plan_for(photo().with([](MediaInfo& info) {
        info.container = "gif";
        info.videos.front().has_alpha = true;
    }));
    EXPECT_EQ(plan.extension, "png");
}

TEST(PlanPreparation, TurnsAnimationsIntoClips) {
    const Plan plan = plan_for(clip().container("gif").with([](MediaInfo& info) {
        info.kind = MediaKind::Animation;
        info.audios.clear();
    }));
    EXPECT_TRUE(transcode_in(plan).video.has_value());
    EXPECT_EQ(plan.extension, "mp4");
}

TEST(PlanPreparation, ObeysStricterLimits) {
    Limits limits;
    limits.max_long_side = 1280;
    limits.max_fps = 25;
    const Plan plan = plan_for(clip(), {}, limits);
    EXPECT_EQ(transcode_in(plan).video->size, (Size{1280, 720}));
    EXPECT_EQ(transcode_in(plan).video->rate, (FrameRate{25, 1}));
}

}  // namespace
}  // namespace takt::test
