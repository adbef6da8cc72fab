// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/analysis.h"

#include "takt/error.h"

#include "made_music.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace takt::test {
namespace {

// Half of the tracker's grid of 10 ms: attacks are timed between its frames.
constexpr double kTimingToleranceS = 0.005;

class ClickTrack : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Bpm, ClickTrack, testing::Values(60, 90, 120, 150, 180));

TEST_P(ClickTrack, IsFollowedBeatByBeat) {
    const Times truth = steady(GetParam(), 30);
    const BeatGrid grid = heard(clicks(truth, 30));
    EXPECT_TRUE(grid.tempo().stable);
    // Bare clicks say nothing of their level: fast ones may be halves of beats.
    const double expected = GetParam() < 160 || grid.tempo().bpm > 100 ? GetParam() : GetParam() / 2.0;
    EXPECT_NEAR(grid.tempo().bpm, expected, 0.01 * expected);
    EXPECT_TRUE(expected != GetParam() || f_measure(truth, grid) == 1.0);
}

TEST_P(ClickTrack, HasItsBeatsWithinFiveMilliseconds) {
    const Times truth = steady(GetParam(), 30, 0.5037);
    const Times found = times_of(heard(clicks(truth, 30)));
    ASSERT_FALSE(found.empty());
    for (const double beat : found) {
        const auto near = [beat](double a, double b) { return std::abs(a - beat) < std::abs(b - beat); };
        EXPECT_NEAR(beat, *std::min_element(truth.begin(), truth.end(), near), kTimingToleranceS);
    }
}

TEST(BeatAnalysis, FollowsATempoThatRisesByHalf) {
    const Times truth = ramp(100, 150, 60);
    const BeatGrid grid = heard(clicks(truth, 60));
    EXPECT_GT(f_measure(truth, grid), 0.97);
    EXPECT_FALSE(grid.tempo().stable);
}

TEST(BeatAnalysis, FindsTheFourOfAMarch) {
    const Times truth = steady(120, 30);
    const BeatGrid grid = heard(clicks(truth, 30, [](std::size_t i) { return i % 4 == 1 ? 1.0 : 0.6; }));
    EXPECT_EQ(grid.meter(), 4);
    ASSERT_GT(grid.beats().size(), 40U);
    for (const Beat& beat : grid.beats()) {
        const auto index = std::lround((seconds(beat.time) - truth[0]) / 0.5);
        EXPECT_EQ(beat.downbeat, index % 4 == 1) << "at " << seconds(beat.time);
    }
    EXPECT_EQ(grid.beats().front().bar, -1);
}

TEST(BeatAnalysis, FindsTheThreeOfAWaltz) {
    const Times truth = steady(150, 30);
    const BeatGrid grid = heard(clicks(truth, 30, [](std::size_t i) { return i % 3 == 0 ? 1.0 : 0.6; }));
    EXPECT_EQ(grid.meter(), 3);
    for (const Beat& beat : grid.beats()) {
        const auto index = std::lround((seconds(beat.time) - truth[0]) / 0.4);
        EXPECT_EQ(beat.downbeat, index % 3 == 0) << "at " << seconds(beat.time);
    }
}

TEST(BeatAnalysis, CallsSilenceNotMusical) {
    const BeatGrid grid = heard(Sound(20 * kMusicRateHz));
    EXPECT_FALSE(grid.musical());
    EXPECT_TRUE(grid.beats().empty());
    EXPECT_EQ(grid.tempo().confidence, 0);
    EXPECT_EQ(grid.duration(), from_seconds(20));
}

TEST(BeatAnalysis, CallsNoiseNotMusical) {
    const BeatGrid grid = heard(noise(30, 0.3));
    EXPECT_FALSE(grid.musical());
    EXPECT_TRUE(grid.beats().empty());
    EXPECT_LT(grid.tempo().confidence, 0.2);
}

TEST(BeatAnalysis, CallsTooLittleSoundNotMusical) {
    for (const double length_s : {0.0, 0.001, 0.02, 0.2}) {
        const BeatGrid grid = heard(clicks({0.05}, length_s));
        EXPECT_FALSE(grid.musical());
        EXPECT_TRUE(grid.beats().empty());
    }
}

TEST(BeatAnalysis, DoesNotCareAboutLevelAndOffset) {
    const Times truth = steady(110, 30);
    Sound quiet = clicks(truth, 30);
    for (float& sample : quiet) sample = 0.3F + sample / 500;
    const BeatGrid grid = heard(quiet);
    EXPECT_TRUE(grid.musical());
    EXPECT_EQ(f_measure(truth, grid), 1.0);
}

TEST(BeatAnalysis, GivesTheSameAnswerEveryTime) {
    const Sound sound = clicks(ramp(90, 130, 20), 20);
    EXPECT_EQ(beats_to_json(heard(sound)), beats_to_json(heard(sound)));
}

TEST(BeatAnalysis, DoesNotDependOnTheSizeOfBlocks) {
    const Sound sound = clicks(steady(120, 10), 10);
    beats::Listener listener;
    for (std::size_t at = 0; at < sound.size();) {
        const std::size_t count = std::min<std::size_t>(sound.size() - at, 1 + at % 997);
        listener.hear({sound.data() + at, count});
        at += count;
    }
    EXPECT_EQ(beats_to_json(beats::analyse_curves(listener.finish(), "made.wav").grid), beats_to_json(heard(sound)));
}

TEST(BeatAnalysis, TellsTheQuietPartFromTheLoudOne) {
    const Times truth = steady(120, 60);
    const BeatGrid grid = heard(clicks(truth, 60, [&](std::size_t i) { return truth[i] < 30 ? 0.2 : 1.0; }));
    ASSERT_EQ(grid.sections().size(), 2U);
    EXPECT_LT(grid.sections()[0].energy, 0.3);
    EXPECT_EQ(grid.sections()[0].label, "verse");
    EXPECT_EQ(grid.sections()[1].label, "chorus");
    EXPECT_EQ(grid.sections()[1].energy, 1.0);
    EXPECT_NEAR(seconds(grid.sections()[1].range.begin), 30, 2.1);  // one bar
    EXPECT_EQ(grid.sections()[0].range.begin, Us{0});
    EXPECT_EQ(grid.sections()[1].range.end, grid.duration());
}

TEST(BeatAnalysis, ReadsAFileAndReportsItsProgress) {
    struct Phases final : Progress {
        void begin(std::string_view phase, std::int64_t total, std::string_view) override { name = phase, all = total; }
        void advance(std::int64_t done) override { last = done; }
        void end() override { ended = true; }
        std::string name;
        std::int64_t all = 0;
        std::int64_t last = 0;
        bool ended = false;
    } phases;
    const Folder folder;
    const Times truth = steady(120, 15);
    write_wav(folder / "song.wav", clicks(truth, 15));
    const BeatGrid grid = analyse_beats(folder / "song.wav", phases);
    EXPECT_EQ(f_measure(truth, grid), 1.0);
    EXPECT_EQ(grid.source(), folder / "song.wav");
    EXPECT_EQ(phases.name, "analyse song");
    EXPECT_EQ(phases.all, 15'000);
    EXPECT_EQ(phases.last, 15'000);
    EXPECT_TRUE(phases.ended);
}

TEST(BeatAnalysis, StopsWhenAsked) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 10), 10));
    std::stop_source stop;
    stop.request_stop();
    NoProgress quiet;
    try {
        (void)analyse_beats(folder / "song.wav", quiet, stop.get_token());
        FAIL() << "did not stop";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Interrupted);
    }
}

}  // namespace
}  // namespace takt::test
