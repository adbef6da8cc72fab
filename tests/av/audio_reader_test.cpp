// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/audio_reader.h"

#include "support/make_media.h"
#include "support/read_media.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace takt::av {
namespace {

using test::TempDir;

constexpr double kMillisecond = 0.001;

std::vector<float> read_all(AudioReader& reader, std::size_t block = 1000) {
    std::vector<float> all;
    std::vector<float> part(block * 2);
    for (;;) {
        const std::size_t frames = reader.read(part);
        all.insert(all.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(frames * 2));
        if (frames < block) return all;
    }
}

/// Seconds of the first sample over a third of full scale.
double first_loud(const std::vector<float>& stereo) {
    const auto at = std::find_if(stereo.begin(), stereo.end(), [](float sample) { return std::abs(sample) > 0.3F; });
    return static_cast<double>(at - stereo.begin()) / 2 / 48'000;
}

class AnySound : public testing::TestWithParam<const char*> {};

TEST_P(AnySound, PutsClicksWhereAPlayerPlaysThem) {
    const TempDir folder;
    const auto file = folder / GetParam();
    const std::vector<double> clicks{0.25, 1.0, 1.5, 2.75};
    test::make_sound(file, {.seconds = 3, .clicks_s = clicks, .sample_rate_hz = 44'100});
    const std::vector<double> found = test::find_clicks(file);
    ASSERT_EQ(found.size(), clicks.size());
    for (std::size_t i = 0; i < clicks.size(); ++i) EXPECT_NEAR(found[i], clicks[i], kMillisecond);
}

TEST_P(AnySound, BeginsInTheMiddleAtTheExactSample) {
    const TempDir folder;
    const auto file = folder / GetParam();
    test::make_sound(file, {.seconds = 6, .clicks_s = {4.5}, .sample_rate_hz = 44'100});
    AudioReader reader(file, {}, {}, std::chrono::seconds(4));
    EXPECT_NEAR(first_loud(read_all(reader)), 0.5, kMillisecond);
}

INSTANTIATE_TEST_SUITE_P(Containers, AnySound, testing::Values("a.wav", "a.m4a", "a.mp3"));

TEST(AudioReader, BeginsWithTheFirstSoundThatWebmLetsOneHear) {
    const TempDir folder;
    // Opus begins with 6.5 ms that nobody is to hear.
    test::make_clip(folder / "a.webm", {.size = {64, 48},
                                        .codec = "libvpx-vp9",
                                        .numbered = false,
                                        .clicks_s = std::vector{0.5},
                                        .sound_codec = "libopus"});
    AudioReader reader(folder / "a.webm", {});
    EXPECT_NEAR(first_loud(read_all(reader)), 0.5, kMillisecond);
}

TEST(AudioReader, HasAsManySamplesAsTheSoundIsLong) {
    const TempDir folder;
    test::make_sound(folder / "a.wav", {.seconds = 2, .sample_rate_hz = 22'050, .channels = 1});
    AudioReader reader(folder / "a.wav", {});
    EXPECT_NEAR(static_cast<double>(read_all(reader).size() / 2), 96'000, 2);
}

TEST(AudioReader, GivesTheSameWhateverTheBlock) {
    const TempDir folder;
    test::make_sound(folder / "a.m4a", {.seconds = 1, .clicks_s = {0.5}, .tone_level = 0.2});
    AudioReader one(folder / "a.m4a", {});
    AudioReader other(folder / "a.m4a", {});
    EXPECT_EQ(read_all(one, 64), read_all(other, 4096));
}

TEST(AudioReader, PlaysOneChannelFromBothAsLoudAsItIs) {
    const TempDir folder;
    constexpr float kLevel = 0.25F;
    test::make_sound(folder / "mono.wav", {.seconds = 1, .tone_level = kLevel, .channels = 1});
    AudioReader reader(folder / "mono.wav", {});
    const std::vector<float> stereo = read_all(reader);
    EXPECT_NEAR(*std::max_element(stereo.begin(), stereo.end()), kLevel, 0.005);
}

TEST(AudioReader, MakesALateStartSilence) {
    const auto late = std::filesystem::path(TAKT_SOURCE_DIR) / "../shared/media/video/mp4_lateaudio.mp4";
    if (!std::filesystem::exists(late)) GTEST_SKIP() << "skipped: ../shared is not here";
    AudioReader reader(late, {});
    std::vector<float> beginning(480 * 2);
    ASSERT_EQ(reader.read(beginning), 480U);
    EXPECT_TRUE(std::all_of(beginning.begin(), beginning.end(), [](float sample) { return sample == 0; }));
}

TEST(AudioReader, IsSilentPastTheEndByEnding) {
    const TempDir folder;
    test::make_sound(folder / "a.wav", {.seconds = 1});
    AudioReader reader(folder / "a.wav", {}, {}, std::chrono::seconds(5));
    std::vector<float> block(200);
    EXPECT_EQ(reader.read(block), 0U);
}

}  // namespace
}  // namespace takt::av
