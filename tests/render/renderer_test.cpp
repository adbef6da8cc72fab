// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/render.h"

#include "av/input.h"
#include "drafts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

std::optional<ErrorCode> error_of(const Draft& draft, const std::filesystem::path& output) {
    try {
        (void)test::render(draft, output);
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

/// Asks for a stop as soon as `phase` has got going.
class StopsIn final : public Progress {
public:
    StopsIn(std::string phase, std::stop_source stop) : phase_(std::move(phase)), stop_(std::move(stop)) {}
    void begin(std::string_view phase, std::int64_t, std::string_view) override { now_ = phase; }
    void advance(std::int64_t done) override {
        if (now_ == phase_ && done > 2) stop_.request_stop();
    }
    void end() override {}

private:
    std::string phase_;
    std::string now_;
    std::stop_source stop_;
};

class Counts final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view unit) override {
        seen += std::string(phase) + ' ' + std::to_string(total) + ' ' + std::string(unit) + '\n';
        last = 0;
        total_ = total;
    }
    void advance(std::int64_t done) override {
        forwards = forwards && done >= last && done <= total_;
        last = done;
    }
    void end() override { complete = complete && last == total_; }

    std::string seen;
    std::int64_t last = 0;
    bool forwards = true;
    bool complete = true;

private:
    std::int64_t total_ = 0;
};

class Stopped : public testing::TestWithParam<const char*> {};

TEST_P(Stopped, LeavesNothingBehind) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90});
    std::stop_source stop;
    StopsIn progress(GetParam(), stop);
    try {
        (void)render_draft(one_clip(folder / "a.mp4", 3s), folder / "out.mp4", {}, progress, stop.get_token());
        FAIL() << "was not interrupted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Interrupted) << error.what();
    }
    EXPECT_EQ(files_in(folder), 1U);
}

INSTANTIATE_TEST_SUITE_P(Phases, Stopped, testing::Values("sound", "render"));

TEST(Renderer, LeavesOnlyTheVideo) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 30});
    (void)test::render(one_clip(folder / "a.mp4", 1s), folder / "out.mp4");
    EXPECT_EQ(files_in(folder), 2U);
}

TEST(Renderer, TellsItsProgressToTheEnd) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 30});
    Counts progress;
    (void)render_draft(one_clip(folder / "a.mp4", 1s), folder / "out.mp4", {.quality = Quality::Draft}, progress);
    EXPECT_EQ(progress.seen, "sound 2000 ms\nrender 30 frames\n");
    EXPECT_TRUE(progress.forwards);
    EXPECT_TRUE(progress.complete);
}

TEST(Renderer, WritesH264HighAndAacThatCarryNothingPrivate) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 60});
    NoProgress progress;
    (void)render_draft(one_clip(folder / "a.mp4", 2s), folder / "out.mp4", {}, progress);
    const av::Input input(folder / "out.mp4");
    const AVCodecParameters& video = *input.stream(0).codecpar;
    EXPECT_EQ(video.codec_id, AV_CODEC_ID_H264);
    EXPECT_EQ(video.profile, FF_PROFILE_H264_HIGH);
    EXPECT_EQ(video.color_space, AVCOL_SPC_BT709);
    EXPECT_EQ(video.color_range, AVCOL_RANGE_MPEG);
    EXPECT_EQ(input.stream(1).codecpar->codec_id, AV_CODEC_ID_AAC);
    EXPECT_EQ(av_dict_get(input.context().metadata, "creation_time", nullptr, 0), nullptr);
    EXPECT_EQ(av_dict_get(input.context().metadata, "encoder", nullptr, 0), nullptr);
}

TEST(Renderer, KeyFramesAreAtMostASecondApart) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90});
    (void)test::render(one_clip(folder / "a.mp4", 3s), folder / "out.mp4");
    av::Input input(folder / "out.mp4");
    input.read_only({0});
    const av::PacketPtr packet = av::make_packet();
    int since_key = 0;
    while (input.read(*packet)) {
        since_key = (packet->flags & AV_PKT_FLAG_KEY) != 0 ? 1 : since_key + 1;
        EXPECT_LE(since_key, 30);
        av_packet_unref(packet.get());
    }
}

TEST(Renderer, SameDraftGivesTheSameFile) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 30, .clicks_s = {{0.2, 0.7}}});
    const auto bytes = [&](const char* name) {
        (void)test::render(one_clip(folder / "a.mp4", 1s), folder / name);
        std::ifstream file(folder / name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    EXPECT_EQ(bytes("one.mp4"), bytes("two.mp4"));
}

TEST(Renderer, ManyCutsOverFewSourcesWork) {
    const TempDir folder;
    std::vector<Segment> cuts;
    for (int i = 0; i < 5; ++i) make_clip(folder / fmt::format("{}.mp4", i), {.frames = 60});
    for (int i = 0; i < 40; ++i) {
        cuts.push_back(segment(Ms{100 * i}, 100ms, folder / fmt::format("{}.mp4", i % 5), Ms{i * 700 % 1900}));
        if (i % 3 == 1) cuts.back().transition = {TransitionKind::Crossfade, 60ms};
    }
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Video, cuts)};
    EXPECT_EQ(test::render(draft, folder / "out.mp4").frames, 120);
}

TEST(Renderer, NamesAMissingSourceBeforeItStarts) {
    const TempDir folder;
    try {
        (void)test::render(one_clip(folder / "gone.mp4", 1s), folder / "out.mp4");
        FAIL() << "rendered a missing source";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::NotFound);
        EXPECT_NE(std::string(error.what()).find("gone.mp4"), std::string::npos);
    }
    EXPECT_EQ(files_in(folder), 0U);
}

TEST(Renderer, HoldsTheLastGoodFrameOfATruncatedSource) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90});
    // With faststart the index is at the front: the file opens, its second half is gone.
    std::filesystem::resize_file(folder / "a.mp4", std::filesystem::file_size(folder / "a.mp4") / 2);
    const RenderResult result = test::render(one_clip(folder / "a.mp4", 3s), folder / "out.mp4");
    EXPECT_EQ(result.frames, 90);
    EXPECT_EQ(read_numbers(folder / "out.mp4").at(10), 10);
}

TEST(Renderer, RefusesWhatIsNoMedia) {
    const TempDir folder;
    std::ofstream(folder / "a.mp4") << "this is not a video at all, whatever its name may say";
    const auto code = error_of(one_clip(folder / "a.mp4", 1s), folder / "out.mp4");
    EXPECT_TRUE(code == ErrorCode::UnsupportedFormat || code == ErrorCode::Corrupt);
    EXPECT_EQ(files_in(folder), 1U);
}

TEST(Renderer, RefusesDraftsThatCannotBeRendered) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 3});
    const Draft good = one_clip(folder / "a.mp4", 100ms);
    Draft empty = good;
    empty.tracks.clear();
    Draft odd = good;
    odd.canvas = {321, 180};
    Draft still = good;
    still.rate = {0, 1};
    for (const Draft& draft : {empty, odd, still})
        EXPECT_EQ(error_of(draft, folder / "out.mp4"), ErrorCode::RenderFailed);
    Draft broken = good;
    broken.tracks[0].segments[0].duration = Ms{-5};
    EXPECT_EQ(error_of(broken, folder / "out.mp4"), ErrorCode::Internal);
    EXPECT_EQ(files_in(folder), 1U);
}

class FullDisk : public testing::TestWithParam<const char*> {};

TEST_P(FullDisk, IsSaidAndNothingStays) {
    const std::filesystem::path full = "/dev/full";
    if (!std::filesystem::exists(full)) GTEST_SKIP() << "skipped: no /dev/full here";
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 30});
    std::filesystem::create_symlink(full, folder / GetParam());
    EXPECT_EQ(error_of(one_clip(folder / "a.mp4", 1s), folder / "out.mp4"), ErrorCode::DiskFull);
    EXPECT_EQ(files_in(folder), 1U);
}

INSTANTIATE_TEST_SUITE_P(Files, FullDisk, testing::Values("out.mp4.sound.part", "out.mp4.part"));

TEST(Renderer, AMissingFolderIsNamed) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 3});
    EXPECT_EQ(error_of(one_clip(folder / "a.mp4", 100ms), folder / "no" / "out.mp4"), ErrorCode::NotFound);
}

}  // namespace
}  // namespace takt::render::test
