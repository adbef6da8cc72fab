// SPDX-License-Identifier: GPL-3.0-or-later
// Where frames and clicks land when the source's clock is not a plain one: variable rates, shifted tracks, edit lists,
// high-speed footage.
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"
#include "support/remix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace takt::test {
namespace {

// AAC frames and container ticks move a click by less than this.
constexpr double kClickTolerance_s = 0.003;

Prepared prepare_as(const std::filesystem::path& input, const Wishes& wishes) {
    const MediaInfo info = probe(input);
    Prepared prepared;
    prepared.verdict = judge(info, {}, wishes);
    prepared.plan = plan_preparation(info, prepared.verdict, {}, wishes);
    prepared.path = input.parent_path() / ("prepared-" + input.stem().string() + "." + prepared.plan.extension);
    NoProgress quiet;
    execute(prepared.plan, prepared.path, quiet);
    return prepared;
}

std::vector<int> numbers_from(int first, int count) {
    std::vector<int> list(static_cast<std::size_t>(count));
    std::iota(list.begin(), list.end(), first);
    return list;
}

void expect_clicks(const std::filesystem::path& path, const std::vector<double>& wanted_s) {
    std::vector<testing::Matcher<double>> near;
    for (const double time : wanted_s) near.emplace_back(testing::DoubleNear(time, kClickTolerance_s));
    EXPECT_THAT(find_clicks(path), testing::ElementsAreArray(near));
}

/// Every output frame shows the source frame that is on screen then, and the end is the source's.
void expect_no_drift(const std::filesystem::path& made, const std::vector<Us>& begins, Us end) {
    const Us frame = frame_time(1, probe(made).video()->measured_rate);
    const std::vector<Us> shown = read_times(made);
    const std::vector<int> numbers = read_numbers(made);
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        const auto at = static_cast<std::size_t>(numbers[n]);
        if (numbers[n] < 0 || at >= begins.size()) {
            ++wrong;
            continue;
        }
        const Us until = at + 1 < begins.size() ? begins[at + 1] : end;
        wrong += begins[at] > shown[n] + frame / 2 || until < shown[n] - frame / 2 ? 1 : 0;
    }
    EXPECT_EQ(wrong, 0U) << "of " << numbers.size() << " frames";
    EXPECT_EQ(numbers.back(), static_cast<int>(begins.size()) - 1);
    EXPECT_NEAR(seconds(shown.back() + frame), seconds(end), seconds(frame));
}

TEST(Timing, FiveMinutesOfVariableRateEndWithinAFrame) {
    const TempDir folder;
    ClipSpec spec{.size = {96, 54}, .options = {{"preset", "ultrafast"}, {"crf", "20"}}, .gop_frames = 250};
    std::mt19937 random(5);
    Us time{};
    // As a phone in changing light: 24 to 30 fps, now and then a frame missing.
    while (time < std::chrono::minutes{5}) {
        spec.times.push_back(time);
        const auto draw = random() % 100;
        time += Us{draw < 60 ? 33'367 : draw < 95 ? 41'700 : 83'400};
    }
    spec.frames = static_cast<int>(spec.times.size());
    make_clip(folder / "clip.mp4", spec);
    const Prepared prepared = prepare(folder / "clip.mp4");
    // make_clip says a frame at its nominal rate lasts a thirtieth.
    expect_no_drift(prepared.path, spec.times, spec.times.back() + frame_time(1, spec.rate));
}

TEST(Timing, TicksThatSuggestThousandsOfFramesASecondDoNotMatter) {
    const TempDir folder;
    ClipSpec spec{.frames = 90};
    // Prime numbers of 1/90000 s: the only rate that fits all of them is absurd.
    for (int n = 0; n < spec.frames; ++n) spec.times.push_back(frame_time(n, spec.rate) + Us{11 * (n * 37 % 61)});
    make_clip(folder / "clip.mov", spec);
    const Prepared prepared = prepare(folder / "clip.mov");
    EXPECT_EQ(probe(prepared.path).video()->measured_rate, (FrameRate{30, 1}));
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 90));
}

/// Four clicks on frames 15, 30, 45 and 75 of a 3 s clip at 44.1 kHz, so that the sound is encoded anew.
std::filesystem::path clicking(const TempDir& folder, int rate_hz) {
    make_clip(folder / "plain.mp4",
              {.frames = 90, .clicks_s = std::vector{0.5, 1.0, 1.5, 2.5}, .sample_rate_hz = rate_hz});
    return folder / "plain.mp4";
}

class Shifted : public testing::TestWithParam<std::tuple<std::string, int>> {};

TEST_P(Shifted, SoundThatStartsLateStaysLate) {
    const auto& [name, rate_hz] = GetParam();
    const TempDir folder;
    move_streams(clicking(folder, rate_hz), folder / name, {Us{0}, Us{700'000}});
    const Prepared prepared = prepare(folder / name);
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 90));
    expect_clicks(prepared.path, {1.2, 1.7, 2.2, 3.2});
}

TEST_P(Shifted, APictureThatStartsLateHasTheSoundItWasFilmedWith) {
    const auto& [name, rate_hz] = GetParam();
    const TempDir folder;
    move_streams(clicking(folder, rate_hz), folder / name, {Us{400'000}, Us{0}});
    const Prepared prepared = prepare(folder / name);
    expect_clicks(prepared.path, {0.5, 1.0, 1.5, 2.5});
    // Frame 12 + n comes 0.4 s after the first sound, whatever is shown before.
    const std::vector<int> numbers = read_numbers(prepared.path);
    const std::vector<Us> times = read_times(prepared.path);
    const auto begin = std::find(numbers.begin(), numbers.end(), 1) - numbers.begin();
    ASSERT_LT(begin, std::ssize(numbers));
    EXPECT_NEAR(seconds(times[static_cast<std::size_t>(begin)]), 0.4 + 1.0 / 30, 0.02);
    EXPECT_EQ(numbers.back(), 89);
}

std::string shifted_name(const testing::TestParamInfo<std::tuple<std::string, int>>& info) {
    const auto& [name, rate_hz] = info.param;
    return name.substr(name.rfind('.') + 1) + "_" + std::to_string(rate_hz);
}

INSTANTIATE_TEST_SUITE_P(Containers, Shifted,
                         testing::Combine(testing::Values("late.mp4", "late.mov"), testing::Values(48'000, 32'000)),
                         shifted_name);

TEST(Timing, AnEditListThatHidesTheBeginIsObeyed) {
    const TempDir folder;
    make_clip(folder / "plain.mp4",
              {.frames = 90, .gop_frames = 15, .clicks_s = std::vector{0.75, 1.5, 2.5}, .sample_rate_hz = 32'000});
    // Half a second of both lies before zero.
    move_streams(folder / "plain.mp4", folder / "cut.mov", {Us{-500'000}, Us{-500'000}});
    const Prepared prepared = prepare(folder / "cut.mov");
    EXPECT_EQ(read_numbers(prepared.path), numbers_from(15, 75));
    expect_clicks(prepared.path, {0.25, 1.0, 2.0});
}

TEST(Timing, SlowMotionShowsEveryFrameOnceAtThirtyAndLeavesTheSoundOut) {
    for (const int rate : {120, 240}) {
        const TempDir folder;
        make_clip(folder / "fast.mov", {.rate = {rate, 1}, .frames = 60, .clicks_s = std::vector{0.1}});
        const Prepared prepared = prepare_as(folder / "fast.mov", {.slow_motion = SlowMotion::Slow});
        const MediaInfo made = probe(prepared.path);
        EXPECT_EQ(made.video()->measured_rate, (FrameRate{30, 1})) << rate;
        EXPECT_EQ(read_numbers(prepared.path), numbers_from(0, 60)) << rate;
        EXPECT_EQ(made.audio(), nullptr) << rate;
    }
}

TEST(Timing, HighSpeedFootageInRealTimeKeepsItsSoundInTime) {
    const TempDir folder;
    make_clip(folder / "fast.mov", {.rate = {120, 1}, .frames = 240, .clicks_s = std::vector{0.5, 1.5}});
    const Prepared prepared = prepare_as(folder / "fast.mov", {.slow_motion = SlowMotion::Real});
    const std::vector<int> numbers = read_numbers(prepared.path);
    ASSERT_EQ(numbers.size(), 120U);
    for (std::size_t n = 0; n < numbers.size(); ++n) EXPECT_EQ(numbers[n], static_cast<int>(2 * n));
    expect_clicks(prepared.path, {0.5, 1.5});
}

TEST(Timing, AClipThatAPhoneSlowedPlaysInRealTimeWhenAsked) {
    const TempDir folder;
    // Filmed at 120, written at 30, as the tag says.
    make_clip(folder / "slowed.mkv", {.frames = 120, .metadata = {{"com.android.capture.fps", "120"}}});
    if (!probe(folder / "slowed.mkv").capture_fps) GTEST_SKIP() << "skipped: the tag is not kept by this container";
    const Prepared prepared = prepare_as(folder / "slowed.mkv", {.slow_motion = SlowMotion::Real});
    const std::vector<int> numbers = read_numbers(prepared.path);
    EXPECT_NEAR(seconds(probe(prepared.path).duration), 1, 0.02);
    ASSERT_GE(numbers.size(), 30U);
    const int step = 120 / static_cast<int>(numbers.size());
    for (std::size_t n = 1; n < numbers.size(); ++n) EXPECT_EQ(numbers[n] - numbers[n - 1], step);
}

}  // namespace
}  // namespace takt::test
