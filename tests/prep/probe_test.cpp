// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/picture_measures.h"
#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

ErrorCode code_of(const std::filesystem::path& path) {
    try {
        (void)probe(path);
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr(path.filename().string()));
        EXPECT_THAT(error.what(), testing::HasSubstr(";"));
        return error.code();
    }
    ADD_FAILURE() << "nothing was thrown for " << path;
    return ErrorCode::Internal;
}

TEST(Probe, ReadsSizeRateAndDuration) {
    const TempDir folder;
    make_clip(folder / "clip.mp4",
              {.size = {640, 360}, .rate = {30000, 1001}, .frames = 60, .clicks_s = std::vector{1.0}});
    const MediaInfo info = probe(folder / "clip.mp4");
    EXPECT_EQ(info.container, "mp4");
    EXPECT_EQ(info.kind, MediaKind::Video);
    EXPECT_TRUE(info.faststart);
    EXPECT_EQ(info.video()->display, (Size{640, 360}));
    EXPECT_EQ(info.video()->measured_rate, (FrameRate{30000, 1001}));
    EXPECT_NEAR(seconds(info.video()->duration), 2.002, 0.001);
    EXPECT_EQ(info.audio()->sample_rate_hz, 48'000);
}

TEST(Probe, NamesTheContainerByItsContent) {
    const TempDir folder;
    for (const std::string name : {"a.mp4", "a.mov", "a.mkv", "a.avi"}) {
        make_clip(folder / name, {.codec = name == "a.avi" ? "mpeg4" : "libx264"});
        EXPECT_EQ("a." + probe(folder / name).container, name);
    }
    for (const std::string name : {"s.mp3", "s.m4a", "s.wav", "s.aac"}) {
        make_sound(folder / name);
        const MediaInfo info = probe(folder / name);
        EXPECT_EQ("s." + info.container, name);
        EXPECT_EQ(info.kind, MediaKind::Audio);
    }
    for (const std::string name : {"p.jpg", "p.png", "p.webp"}) {
        make_still(folder / name);
        const MediaInfo info = probe(folder / name);
        EXPECT_EQ("p." + info.container, name);
        EXPECT_EQ(info.kind, MediaKind::Still);
    }
}

TEST(Probe, SeesThroughALyingName) {
    const TempDir folder;
    make_sound(folder / "song.mp3");
    std::filesystem::rename(folder / "song.mp3", folder / "song.wav");
    const MediaInfo info = probe(folder / "song.wav");
    EXPECT_EQ(info.container, "mp3");
    EXPECT_TRUE(info.extension_lies);
}

TEST(Probe, OpensAwkwardNames) {
    const TempDir folder;
    for (const std::string name : {"-i.mp4", "a:b.mp4", "clip%03d.mp4", "it's \"new\"\n.mp4", "视频🎬.mp4"}) {
        make_clip(folder / "clip.mp4", {.frames = 5});
        std::filesystem::rename(folder / "clip.mp4", folder / name);
        EXPECT_NE(probe(folder / name).video(), nullptr) << name;
    }
}

TEST(Probe, MeasuresAVariableRate) {
    const TempDir folder;
    ClipSpec spec{.frames = 60};
    for (int n = 0; n < spec.frames; ++n) spec.times.push_back(Us{n * 33'333 + (n > 30 ? 100'000 : 0)});
    make_clip(folder / "clip.mp4", spec);
    EXPECT_TRUE(probe(folder / "clip.mp4").video()->variable_rate);
}

TEST(Probe, FindsThePlaceAndTheDevice) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.metadata = {{"location", "+48.8577+002.2950/"}, {"make", "Apple"}}});
    const MediaInfo info = probe(folder / "clip.mov");
    EXPECT_EQ(info.location, "+48.8577+002.2950/");
    EXPECT_EQ(info.device.at("make"), "Apple");
}

TEST(Probe, CallsACutFileAnIncompleteDownload) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 60});
    const std::string whole = read_file(folder / "clip.mp4");
    write_file(folder / "half.mp4", whole.substr(0, whole.size() / 2));
    EXPECT_TRUE(probe(folder / "half.mp4").truncated);
    EXPECT_EQ(judge(probe(folder / "half.mp4")).outcome, Outcome::Rejected);
    write_file(folder / "begin.mp4", whole.substr(0, 40));
    EXPECT_EQ(judge(probe(folder / "begin.mp4")).reasons.front().code, "truncated");
    write_file(folder / "type.mp4", whole.substr(0, 32));
    EXPECT_EQ(code_of(folder / "type.mp4"), ErrorCode::Corrupt);
}

TEST(Probe, CallsACutPhotoIncomplete) {
    const TempDir folder;
    make_still(folder / "photo.jpg", {.size = {640, 480}});
    const std::string whole = read_file(folder / "photo.jpg");
    write_file(folder / "half.jpg", whole.substr(0, whole.size() / 2));
    EXPECT_EQ(judge(probe(folder / "half.jpg")).outcome, Outcome::Rejected);
}

TEST(Probe, SaysWhatIsWrongWithFilesThatAreNoMedia) {
    const TempDir folder;
    write_file(folder / "empty.mp4", "");
    write_file(folder / "page.mp4", "<html><body>404 not found</body></html>");
    write_file(folder / "list.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
    EXPECT_EQ(code_of(folder / "empty.mp4"), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(folder / "page.mp4"), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(code_of(folder / "list.mp4"), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(code_of(folder / "missing.mp4"), ErrorCode::NotFound);
    EXPECT_EQ(code_of(folder.path()), ErrorCode::UnsupportedFormat);
}

TEST(MeasurePictures, TellsStillFromMovingAndBlackFromBright) {
    const TempDir folder;
    make_clip(folder / "still.mp4", {.frames = 60, .numbered = false, .background = samples::kBlack});
    make_clip(folder / "moving.mp4", {.frames = 60});
    const PictureMeasures still = measure_pictures(folder / "still.mp4");
    const PictureMeasures moving = measure_pictures(folder / "moving.mp4");
    ASSERT_EQ(still.seconds.size(), 2U);
    EXPECT_TRUE(still.seconds[0].black);
    EXPECT_TRUE(still.seconds[1].frozen);
    EXPECT_LT(still.mean(&PictureSecond::brightness), 0.02);
    EXPECT_FALSE(moving.seconds[0].black);
    EXPECT_FALSE(moving.seconds[0].frozen);
    EXPECT_GT(moving.mean(&PictureSecond::motion), still.mean(&PictureSecond::motion));
}

TEST(MeasurePictures, SurviveTheirDocument) {
    PictureMeasures measures;
    measures.seconds = {{0.5, 0.25, 0.125, true, false}, {1, 0, 0, false, true}};
    const PictureMeasures read = measures_from_json(measures_to_json(measures));
    ASSERT_EQ(read.seconds.size(), 2U);
    EXPECT_DOUBLE_EQ(read.seconds[0].motion, 0.25);
    EXPECT_TRUE(read.seconds[0].black);
    EXPECT_TRUE(read.seconds[1].frozen);
    EXPECT_THROW((void)measures_from_json("{}"), Error);
    EXPECT_THROW((void)measures_from_json("no json"), Error);
}

}  // namespace
}  // namespace takt::test
