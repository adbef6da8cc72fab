// SPDX-License-Identifier: GPL-3.0-or-later
// What people really hand in: too short, too long, too quiet, broken, or no music at all. A sensible grid or a clear
// error each.
#include "odd_sound.h"

#include "takt/beats.h"
#include "takt/error.h"

#include "av/audio_reader.h"
#include "made_music.h"
#include "support/make_media.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace takt::test {
namespace {

constexpr double kLengthS = 30;

std::filesystem::path shared_speech() {
    const char* shared = std::getenv("TAKT_SHARED");
    const std::filesystem::path root =
        shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared";
    return root / "beats" / "audio" / "nobeat_speech.mp3";
}

class OddFormat : public testing::TestWithParam<ClickSpec> {};
INSTANTIATE_TEST_SUITE_P(Rates, OddFormat,
                         testing::Values(ClickSpec{.sample_rate_hz = 8'000, .channels = 1},
                                         ClickSpec{.sample_rate_hz = 11'025, .channels = 1},
                                         ClickSpec{.sample_rate_hz = 192'000, .channels = 2},
                                         ClickSpec{.sample_rate_hz = 48'000, .channels = 6}));

TEST_P(OddFormat, IsHeardLikeAnyOther) {
    const TempDir folder;
    ClickSpec spec = GetParam();
    spec.seconds = kLengthS;
    spec.clicks_s = steady(105, kLengthS);
    make_sound(folder / "song.wav", spec);
    const BeatGrid grid = analyse_beats(folder / "song.wav");
    EXPECT_EQ(f_measure(spec.clicks_s, grid), 1.0);
    EXPECT_NEAR(seconds(grid.duration()), kLengthS, 0.001);
}

TEST(OddSound, OfAFifthOfASecondIsNotMusical) {
    const TempDir folder;
    make_sound(folder / "blip.wav", {.seconds = 0.2, .clicks_s = {0.05}});
    const BeatGrid grid = analyse_beats(folder / "blip.wav");
    EXPECT_FALSE(grid.musical());
    EXPECT_EQ(grid.duration(), std::chrono::milliseconds(200));
}

TEST(OddSound, ClippedHardKeepsItsBeats) {
    const Times truth = steady(120, kLengthS);
    Sound sound = clicks(truth, kLengthS);
    for (float& sample : sound) sample = std::clamp(20 * sample, -1.0F, 1.0F);
    EXPECT_EQ(f_measure(truth, heard(sound)), 1.0);
}

TEST(OddSound, OnAConstantOffsetKeepsItsBeats) {
    const Times truth = steady(120, kLengthS);
    Sound sound = clicks(truth, kLengthS);
    for (float& sample : sound) sample = 0.5F + 0.5F * sample;
    EXPECT_EQ(f_measure(truth, heard(sound)), 1.0);
}

TEST(OddSound, SixtyDecibelsDownKeepsItsBeats) {
    const Times truth = steady(95, kLengthS);
    Sound sound = clicks(truth, kLengthS);
    for (float& sample : sound) sample /= 1000;
    const BeatGrid grid = heard(sound);
    EXPECT_TRUE(grid.musical());
    EXPECT_EQ(f_measure(truth, grid), 1.0);
}

TEST(OddSound, AfterTwentySecondsOfSpeechIsFollowedFromItsFirstBeat) {
    const Times truth = steady(124, 80, 20.3);
    Sound sound = clicks(truth, 80);
    add(sound, speech_like(20, 0.3), 0);
    const BeatGrid grid = heard(sound);
    EXPECT_TRUE(grid.musical());
    EXPECT_GE(f_measure(truth, grid, 20.2), 0.97);
}

TEST(OddSound, AfterSomeoneReallySpeaksIsFollowedFromItsFirstBeat) {
    const auto speech = shared_speech();
    if (!std::filesystem::exists(speech)) GTEST_SKIP() << "skipped: ../shared is not here";
    av::AudioReader reader(speech, {.sample_rate_hz = kMusicRateHz, .channels = 1});
    Sound spoken(20 * kMusicRateHz);
    spoken.resize(reader.read(spoken));
    const Times truth = steady(124, 80, 20.3);
    Sound sound = clicks(truth, 80);
    add(sound, spoken, 0);
    EXPECT_GE(f_measure(truth, heard(sound), 20.2), 0.97);
}

TEST(OddSound, ThatDoublesItsTempoIsFollowedInBothHalves) {
    Times truth = steady(80, 30.2);
    for (double t = truth.back() + 60.0 / 80; t < 59.8; t += 60.0 / 160) truth.push_back(t);
    const BeatGrid grid = heard(clicks(truth, 60));
    EXPECT_TRUE(grid.musical());
    EXPECT_GE(f_measure(truth, grid), 0.9);
    EXPECT_FALSE(grid.tempo().stable);
}

TEST(OddSound, InFiveHasItsBeats) {
    const Times truth = steady(130, kLengthS);
    const BeatGrid grid = heard(clicks(truth, kLengthS, [](std::size_t i) { return i % 5 == 0 ? 1.0 : 0.6; }));
    EXPECT_EQ(f_measure(truth, grid), 1.0);
}

struct Kind {
    const char* name;
    Sound (*make)();
};

void PrintTo(const Kind& kind, std::ostream* out) {
    *out << kind.name;
}

class NoMusic : public testing::TestWithParam<Kind> {};

const Kind kSteadySounds[]{{"drone", [] { return drone(kLengthS); }},
                           {"white_noise", [] { return noise(kLengthS, 0.3); }},
                           {"pink_noise", [] { return pink_noise(kLengthS, 0.3); }},
                           {"mains_hum", [] { return hum(kLengthS); }}};
const auto by_name = [](const auto& kind) { return std::string(kind.param.name); };
INSTANTIATE_TEST_SUITE_P(Steady, NoMusic, testing::ValuesIn(kSteadySounds), by_name);

TEST_P(NoMusic, IsNotMusical) {
    const BeatGrid grid = heard(GetParam().make());
    EXPECT_FALSE(grid.musical()) << "confidence " << grid.tempo().confidence;
    EXPECT_TRUE(grid.beats().empty());
    EXPECT_FALSE(grid.hints(Pace::Normal).empty());
}

class Truncated : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Containers, Truncated, testing::Values("song.wav", "song.mp3", "song.aac", "song.m4a"));

void cut_file(const std::filesystem::path& path, double share) {
    const auto bytes = static_cast<double>(std::filesystem::file_size(path));
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(bytes * share));
}

void expect_beats_up_to_the_cut(const BeatGrid& grid) {
    const Times truth = steady(120, seconds(grid.duration()) + 0.1);
    const Times found = times_of(grid);
    ASSERT_EQ(found.size(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_NEAR(found[i], truth[i], 0.03);  // ADTS keeps its priming
}

TEST_P(Truncated, IsTrackedAsFarAsItGoes) {
    const TempDir folder;
    const auto file = folder / GetParam();
    make_sound(file, {.seconds = kLengthS, .tempo_bpm = 120, .first_beat_s = 0.5, .sample_rate_hz = 44'100});
    cut_file(file, 0.6);
    const BeatGrid grid = analyse_beats(file);
    EXPECT_NEAR(seconds(grid.duration()), 0.6 * kLengthS, 2);  // the index of an MP4 stands in front
    expect_beats_up_to_the_cut(grid);
}

TEST(OddSound, WhoseIndexIsMissingIsRefusedWithTheNextStep) {
    const TempDir folder;
    make_sound(folder / "song.m4a", {.seconds = 10, .tempo_bpm = 120});
    // An encoder that died: its index, written last, is not there. Ours stands first, so it is moved out of sight.
    std::ifstream in(folder / "song.m4a", std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    bytes.replace(bytes.find("moov"), 4, "lost");
    std::ofstream(folder / "dead.m4a", std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    try {
        (void)analyse_beats(folder / "dead.m4a");
        FAIL() << "was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Corrupt) << error.what();
        EXPECT_NE(std::string(error.what()).find("; "), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace takt::test
