// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/sound_measures.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "prep/cached_measures.h"
#include "prep/sound_ranges.h"
#include "support/make_media.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>

namespace takt {
namespace {

using namespace test;

constexpr int kRateHz = 16'000;

std::string little_endian(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    return text;
}

/// A WAV file of mono sound; `wave` gives the sample at each moment.
SoundMeasures heard(double length_s, const std::function<double(double)>& wave) {
    std::string samples;
    for (int i = 0; i < static_cast<int>(length_s * kRateHz); ++i) {
        const double sample = std::clamp(wave(static_cast<double>(i) / kRateHz), -1.0, 1.0);
        samples += little_endian(static_cast<std::uint32_t>(static_cast<int>(std::lround(32'000 * sample))), 2);
    }
    const auto size = static_cast<std::uint32_t>(samples.size());
    const TempDir folder;
    write_file(folder / "sound.wav", "RIFF" + little_endian(36 + size, 4) + "WAVEfmt " + little_endian(16, 4) +
                                         little_endian(1, 2) + little_endian(1, 2) + little_endian(kRateHz, 4) +
                                         little_endian(2 * kRateHz, 4) + little_endian(2, 2) + little_endian(16, 2) +
                                         "data" + little_endian(size, 4) + samples);
    return measure_sound(folder / "sound.wav");
}

double share(const std::vector<TimeRange>& ranges, double length_s) {
    double sum = 0;
    for (const TimeRange& range : ranges) sum += seconds(range.duration());
    return sum / length_s;
}

/// Syllables: four swells a second of a voice whose pitch rises and falls.
class Voice {
public:
    double operator()(double time) {
        const double pitch_hz = 140 + 35 * std::sin(2 * std::numbers::pi * 0.9 * time);
        phase_ += 2 * std::numbers::pi * pitch_hz / kRateHz;
        const double swell = std::pow(std::abs(std::sin(std::numbers::pi * 4 * time)), 3);
        double sum = 0;
        for (int harmonic = 1; harmonic <= 20; ++harmonic) sum += std::sin(harmonic * phase_) / harmonic;
        return 0.3 * swell * sum;
    }

private:
    double phase_ = 0;
};

/// Four notes a second, each dying away, at pitches that stand still.
double piano(double time) {
    constexpr double kNotesHz[] = {220, 261.63, 329.63, 293.66};
    const double since = std::fmod(time, 0.25);
    const double pitch_hz = kNotesHz[static_cast<int>(time * 4) % 4];
    double sum = 0;
    for (int harmonic = 1; harmonic <= 8; ++harmonic) {
        sum += std::sin(2 * std::numbers::pi * harmonic * pitch_hz * time) / harmonic;
    }
    return 0.3 * std::exp(-12 * since) * sum;
}

TEST(Speech, IsAVoiceOfSyllables) {
    EXPECT_GT(share(heard(10, Voice()).speech, 10), 0.8);
}

TEST(Speech, IsNeitherNotesNorDrumsNorNoise) {
    std::mt19937 random(1);
    const auto noise = [&](double) { return (static_cast<double>(random() % 2000) - 1000) / 4000; };
    const auto drums = [&](double time) { return noise(time) * 3 * std::exp(-20 * std::fmod(time, 0.25)); };
    EXPECT_EQ(share(heard(10, piano).speech, 10), 0);
    EXPECT_EQ(share(heard(10, drums).speech, 10), 0);
    EXPECT_EQ(share(heard(10, noise).speech, 10), 0);
    EXPECT_EQ(share(heard(10, [](double) { return 0.0; }).speech, 10), 0);
}

TEST(Speech, BeginsAndEndsWithTheVoice) {
    Voice voice;
    const auto speech = heard(12, [&](double time) { return time >= 4 && time < 8 ? voice(time) : 0; }).speech;
    ASSERT_FALSE(speech.empty());
    EXPECT_NEAR(seconds(speech.front().begin), 4, 0.3);
    EXPECT_NEAR(seconds(speech.back().end), 8, 0.3);
}

TEST(Silence, IsHalfASecondOrMoreOfNothing) {
    const auto tone = [](double time) {
        const bool rests = (time >= 1 && time < 1.8) || (time >= 3 && time < 3.3);
        return rests ? 0 : 0.3 * std::sin(2 * std::numbers::pi * 440 * time);
    };
    const auto silence = heard(5, tone).silence;
    ASSERT_EQ(silence.size(), 1U);
    EXPECT_NEAR(seconds(silence[0].begin), 1, 0.05);
    EXPECT_NEAR(seconds(silence[0].end), 1.8, 0.05);
}

TEST(Loudness, IsToldForEverySecond) {
    const auto steps = [](double time) {
        return (time < 2 ? 0.0 : time < 4 ? 0.05 : 0.5) * std::sin(2 * std::numbers::pi * 1000 * time);
    };
    const auto loudness = heard(5.5, steps).loudness_lufs;
    ASSERT_EQ(loudness.size(), 6U);
    EXPECT_EQ(loudness[0], -70);
    EXPECT_NEAR(loudness[4] - loudness[3], 20, 0.5);
}

TEST(MeasureSound, OfASilentFilmIsEmpty) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 30});
    EXPECT_EQ(measure_sound(folder / "clip.mp4"), SoundMeasures{});
}

TEST(SpeechRanges, JoinAcrossABreathAndDropABurst) {
    std::vector<float> levels(400, 0.1F);
    for (std::size_t i = 100; i < 110; ++i) levels[i] = 0;  // 0.2 s: a breath
    for (std::size_t i = 200; i < 390; ++i) levels[i] = 0;  // and at the end a burst of 0.2 s
    const std::vector<bool> verdicts(66, true);
    const auto ranges = prep::speech_ranges(levels, verdicts);
    EXPECT_EQ(ranges, (std::vector<TimeRange>{{Us{0}, Us{4'000'000}}}));
}

TEST(SpeechRanges, NeedMoreThanAMomentOfIt) {
    std::vector<bool> verdicts(60);
    for (std::size_t i = 20; i < 24; ++i) verdicts[i] = true;
    EXPECT_TRUE(prep::speech_ranges(std::vector<float>(400, 0.1F), verdicts).empty());
}

TEST(KeptSoundMeasures, AreReadBackAndMeasuredOnce) {
    const TempDir folder;
    make_sound(folder / "a.wav", {.seconds = 3, .clicks_s = {0.5}});
    NoProgress quiet;
    const auto kept = prep::sound_measures_file(folder.path(), "a");
    const SoundMeasures measures = prep::cached_sound_measures(folder / "a.wav", kept, quiet);
    EXPECT_FALSE(measures.silence.empty());
    std::filesystem::remove(folder / "a.wav");
    EXPECT_EQ(prep::cached_sound_measures(folder / "a.wav", kept, quiet).silence, measures.silence);
}

TEST(KeptSoundMeasures, ThatAreNoneAreRefused) {
    for (const char* text : {"", "[]", R"({"schema":7})", R"({"schema":"takt.sound/1"})",
                             R"({"schema":"takt.sound/1","speech_s":[[2,1]],"silence_s":[],"loudness_lufs":[]})",
                             R"({"schema":"takt.sound/1","speech_s":[[1,1e300]],"silence_s":[],"loudness_lufs":[]})",
                             R"({"schema":"takt.sound/1","speech_s":[],"silence_s":["a"],"loudness_lufs":[]})"}) {
        EXPECT_THROW((void)sound_measures_from_json(text), Error) << text;
    }
}

TEST(SpeechOfTheSharedFiles, IsFoundInSpeechAndNotInSongs) {
    const auto folder = std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared" / "beats" / "audio";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: no shared songs";
    const auto spoken = [&](const char* name) {
        const SoundMeasures measures = measure_sound(folder / name);
        return share(measures.speech, static_cast<double>(measures.loudness_lufs.size()));
    };
    EXPECT_GT(spoken("nobeat_speech.mp3"), 0.8);
    for (const char* song : {"asap_haydnkeyboardson.mp3", "fof_mime.mp3", "mma_modernjazz220.mp3", "msx_careless64.mp3",
                             "sp_amen174.mp3", "sm_goinunder.mp3", "nobeat_noise.mp3"}) {
        EXPECT_LT(spoken(song), 0.05) << song;
    }
}

}  // namespace
}  // namespace takt
