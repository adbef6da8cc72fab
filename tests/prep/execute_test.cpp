// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "base/atomic_file.h"
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <numeric>
#include <sys/wait.h>
#include <unistd.h>

namespace takt::test {
namespace {

// AAC frames and container ticks move a click by less than this.
constexpr double kClickTolerance_s = 0.003;

std::vector<int> numbers_from(int first, int count) {
    std::vector<int> list(static_cast<std::size_t>(count));
    std::iota(list.begin(), list.end(), first);
    return list;
}

std::vector<std::string> files_in(const TempDir& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        names.push_back(entry.path().filename().string());
    return names;
}

void expect_clicks(const std::filesystem::path& path, const std::vector<double>& wanted_s) {
    std::vector<testing::Matcher<double>> near;
    for (const double time : wanted_s) near.emplace_back(testing::DoubleNear(time, kClickTolerance_s));
    EXPECT_THAT(find_clicks(path), testing::ElementsAreArray(near));
}

/// Calls back once the work has moved.
class OnAdvance final : public Progress {
public:
    explicit OnAdvance(std::function<void()> act) : act_(std::move(act)) {}
    void begin(std::string_view, std::int64_t, std::string_view) override {}
    void advance(std::int64_t done) override {
        if (done > 0) act_();
    }
    void end() override {}

private:
    std::function<void()> act_;
};

Plan plan_for(const std::filesystem::path& input) {
    const MediaInfo info = probe(input);
    return plan_preparation(info, judge(info));
}

TEST(Execute, CopiesACompliantClipByteForByte) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.size = {1280, 720}, .clicks_s = std::vector{0.5}});
    const Prepared prepared = prepare(folder / "clip.mp4");
    EXPECT_EQ(prepared.plan.action, Action{Copy{}});
    EXPECT_EQ(read_file(prepared.path), read_file(folder / "clip.mp4"));
}

TEST(Execute, RemuxesAMovAndKeepsEveryFrameAndClick) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.frames = 60, .clicks_s = std::vector{0.25, 1.5}});
    const Prepared prepared = prepare(folder / "clip.mov");
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 60));
    expect_clicks(prepared.path, {0.25, 1.5});
}

TEST(Execute, RemuxesMatroskaWhoseFirstDecodingTimesAreMissing) {
    const TempDir folder;
    make_clip(folder / "clip.mkv", {.frames = 60, .options = {{"preset", "medium"}, {"bf", "3"}}});
    const Prepared prepared = prepare(folder / "clip.mkv");
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 60));
}

TEST(Execute, RemovesThePlaceAndTheDevice) {
    const TempDir folder;
    make_clip(folder / "clip.mov",
              {.metadata = {{"location", "+48.8577+002.295/"}, {"make", "Apple"}, {"model", "iPhone"}}});
    ASSERT_TRUE(probe(folder / "clip.mov").location.has_value());
    const Prepared prepared = prepare(folder / "clip.mov");
    EXPECT_THAT(prepared.plan.removed, testing::Contains("location"));
    EXPECT_THAT(read_file(prepared.path), testing::Not(testing::HasSubstr("48.8577")));
    EXPECT_THAT(read_file(prepared.path), testing::Not(testing::HasSubstr("iPhone")));
}

TEST(Execute, EncodesOnlyTheSoundAndKeepsItInTime) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 60, .clicks_s = std::vector{0.1, 1.7}, .sample_rate_hz = 32'000});
    const Prepared prepared = prepare(folder / "clip.mp4");
    EXPECT_TRUE(std::get<Transcode>(prepared.plan.action).copy_video);
    EXPECT_EQ(probe(prepared.path).audio()->sample_rate_hz, 48'000);
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 60));
    expect_clicks(prepared.path, {0.1, 1.7});
}

TEST(Execute, TrimsToTheFrameAndKeepsSoundInTime) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 120, .clicks_s = std::vector{0.5, 1.25, 2.75, 3.5}});
    const Prepared prepared = prepare(folder / "clip.mp4", {.begin = Us{1'000'000}, .end = Us{3'000'000}});
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(30, 60));
    expect_clicks(prepared.path, {0.25, 1.75});
}

TEST(Execute, TrimsBetweenTwoFramesToTheOneOnScreen) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 60});
    // Half-way through frame 10 up to the end.
    const Prepared prepared = prepare(folder / "clip.mp4", {.begin = Us{350'000}, .end = {}});
    EXPECT_EQ(read_numbers(prepared.path).front(), 10);
    EXPECT_EQ(read_numbers(prepared.path).back(), 59);
}

TEST(Execute, BakesEveryTurnIntoThePixels) {
    for (const int turn : {90, 180, 270}) {
        const TempDir folder;
        make_clip(folder / "clip.mov", {.size = {180, 320}, .frames = 10, .clockwise_deg = turn});
        ASSERT_FALSE(probe(folder / "clip.mov").video()->orientation.upright());
        const Prepared prepared = prepare(folder / "clip.mov");
        const MediaInfo made = probe(prepared.path);
        EXPECT_TRUE(made.video()->orientation.upright());
        EXPECT_EQ(made.video()->display, (Size{180, 320}));
        EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 10)) << turn;
    }
}

TEST(Execute, MakesAVariableRateConstantWithoutDrift) {
    const TempDir folder;
    ClipSpec spec{.frames = 400};
    Us time{0};
    for (int n = 0; n < spec.frames; ++n) {
        spec.times.push_back(time);
        time += Us{n % 7 == 0 ? 66'667 : n % 3 == 0 ? 30'000 : 33'333};
    }
    make_clip(folder / "clip.mp4", spec);
    const Prepared prepared = prepare(folder / "clip.mp4");
    const MediaInfo made = probe(prepared.path);
    EXPECT_FALSE(made.video()->variable_rate);
    const std::vector<Us> shown = read_times(prepared.path);
    const std::vector<int> numbers = read_numbers(prepared.path);
    const Us frame = frame_time(1, made.video()->measured_rate);
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        const Us begin = spec.times[static_cast<std::size_t>(numbers[n])];
        EXPECT_LE(begin, shown[n] + frame / 2) << "frame " << n;
        EXPECT_GE(begin + Us{66'667}, shown[n] - frame / 2) << "frame " << n;
    }
    EXPECT_EQ(numbers.back(), 399);
    EXPECT_NEAR(seconds(made.duration), seconds(time), seconds(frame));
}

TEST(Execute, HoldsTheFirstFrameOfAPictureThatStartsLateSoThatSoundStaysInTime) {
    const TempDir folder;
    ClipSpec spec{.frames = 30, .matrix = AVCOL_SPC_SMPTE170M, .clicks_s = std::vector{0.1, 1.2}};
    for (int n = 0; n < spec.frames; ++n) spec.times.push_back(Us{500'000} + frame_time(n, {30, 1}));
    make_clip(folder / "clip.mp4", spec);
    const Prepared prepared = prepare(folder / "clip.mp4");
    const std::vector<int> numbers = read_numbers(prepared.path);
    ASSERT_EQ(numbers.size(), 45U);
    EXPECT_EQ(numbers[14], 0);
    EXPECT_EQ(numbers[16], 1);
    EXPECT_EQ(numbers[44], 29);
    expect_clicks(prepared.path, {0.1, 1.2});
}

TEST(Execute, WritesTheSizesOfAStreamedWavAnew) {
    const TempDir folder;
    make_sound(folder / "song.wav", {.clicks_s = {0.5}});
    std::string bytes = read_file(folder / "song.wav");
    bytes.replace(4, 4, "\xFF\xFF\xFF\xFF", 4);
    bytes.replace(bytes.find("data") + 4, 4, "\xFF\xFF\xFF\xFF", 4);
    write_file(folder / "song.wav", bytes);
    const Prepared prepared = prepare(folder / "song.wav");
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    EXPECT_FALSE(probe(prepared.path).header_lies);
    expect_clicks(prepared.path, {0.5});
}

TEST(Execute, ToneMapsHdrToTaggedEightBitBt709) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.frames = 10,
                                    .codec = "libx265",
                                    .format = AV_PIX_FMT_YUV420P10,
                                    .primaries = AVCOL_PRI_BT2020,
                                    .transfer = AVCOL_TRC_ARIB_STD_B67,
                                    .matrix = AVCOL_SPC_BT2020_NCL});
    const Prepared prepared = prepare(folder / "clip.mov");
    const VideoStreamInfo video = *probe(prepared.path).video();
    EXPECT_EQ(video.pixel_format, "yuv420p");
    EXPECT_EQ(video.colour.transfer, "bt709");
    EXPECT_EQ(video.colour.primaries, "bt709");
    EXPECT_EQ(video.colour.matrix, "bt709");
    EXPECT_EQ(video.colour.hdr, HdrKind::None);
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 10));
}

TEST(Execute, MovesFullRangeToLimitedWithoutChangingTheGrey) {
    const TempDir folder;
    make_clip(folder / "clip.mp4",
              {.frames = 5, .range = AVCOL_RANGE_JPEG, .numbered = false, .background = samples::Yuv{255, 128, 128}});
    const Prepared prepared = prepare(folder / "clip.mp4");
    for_each_frame(prepared.path, [](const AVFrame& frame, Us) {
        EXPECT_NEAR(mean_yuv(frame, frame.width / 2, frame.height / 2).y, 235, 1);
    });
}

TEST(Execute, TurnsAPhotoUprightAndStripsIt) {
    const TempDir folder;
    make_still(folder / "photo.jpg", {.number = 77, .exif_orientation = 6});
    ASSERT_EQ(probe(folder / "photo.jpg").video()->orientation.clockwise_deg, 90);
    const Prepared prepared = prepare(folder / "photo.jpg");
    const MediaInfo made = probe(prepared.path);
    EXPECT_THAT(made.metadata, testing::IsEmpty());
    EXPECT_TRUE(made.video()->orientation.upright());
    EXPECT_EQ(made.video()->display, (Size{180, 320}));
}

TEST(Execute, LeavesNothingBehindWhenStopped) {
    const TempDir folder;
    make_clip(folder / "clip.avi", {.frames = 300, .codec = "mpeg4"});
    std::stop_source stop;
    OnAdvance progress([&] { stop.request_stop(); });
    try {
        execute(plan_for(folder / "clip.avi"), folder / "out.mp4", progress, stop.get_token());
        FAIL() << "the stop was not obeyed";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Interrupted);
    }
    EXPECT_THAT(files_in(folder), testing::ElementsAre("clip.avi"));
}

TEST(Execute, NeverGivesAnUnfinishedFileItsNameWhenKilled) {
    const TempDir folder;
    make_clip(folder / "clip.avi", {.frames = 300, .codec = "mpeg4"});
    const Plan plan = plan_for(folder / "clip.avi");
    const pid_t child = ::fork();
    if (child == 0) {
        OnAdvance progress([] { ::raise(SIGKILL); });
        execute(plan, folder / "out.mp4", progress);
        ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_FALSE(std::filesystem::exists(folder / "out.mp4"));
    NoProgress quiet;
    execute(plan, folder / "out.mp4", quiet);
    EXPECT_THAT(files_in(folder), testing::UnorderedElementsAre("clip.avi", "out.mp4"));
    EXPECT_EQ(read_numbers(folder / "out.mp4").size(), 300U);
}

TEST(Execute, RefusesAPictureThatIsMostlyDamaged) {
    const TempDir folder;
    make_clip(folder / "clip.mkv", {.frames = 90, .codec = "libvpx-vp9"});
    std::string bytes = read_file(folder / "clip.mkv");
    const Plan plan = plan_for(folder / "clip.mkv");
    // The container's own structure stays whole: only the insides of its packets are overwritten.
    for (std::size_t at = bytes.size() / 5; at + 400 < bytes.size(); at += 60) bytes.replace(at, 12, 12, '\x55');
    write_file(folder / "clip.mkv", bytes);
    NoProgress quiet;
    EXPECT_THROW(execute(plan, folder / "out.mp4", quiet), Error);
    EXPECT_THAT(files_in(folder), testing::ElementsAre("clip.mkv"));
}

TEST(Execute, SaysThatTheFolderIsMissing) {
    const TempDir folder;
    make_sound(folder / "song.mp3");
    NoProgress quiet;
    EXPECT_THROW(execute(plan_for(folder / "song.mp3"), folder / "no" / "song.mp3", quiet), Error);
}

}  // namespace
}  // namespace takt::test
