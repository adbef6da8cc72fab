// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/click.h"

#include "takt/error.h"

#include "av/audio_reader.h"
#include "made_music.h"

#include <gtest/gtest.h>

#include <cmath>

namespace takt::test {
namespace {

BeatGrid grid_of(const Times& beats, double duration_s) {
    BeatGrid::Parts parts;
    parts.duration = from_seconds(duration_s);
    parts.musical = true;
    for (std::size_t i = 0; i < beats.size(); ++i)
        parts.beats.push_back({from_seconds(beats[i]), 1, i % 4 == 0, static_cast<int>(i / 4)});
    return BeatGrid(parts);
}

Sound left_channel(const std::filesystem::path& path) {
    av::AudioReader reader(path, {.sample_rate_hz = kMusicRateHz, .channels = 2});
    Sound left;
    std::vector<float> block(2 * 1000);
    while (const std::size_t frames = reader.read(block)) {
        for (std::size_t i = 0; i < frames; ++i) left.push_back(block[2 * i]);
    }
    return left;
}

int crossings(const Sound& sound, double from_s, double length_s) {
    int count = 0;
    const auto first = static_cast<std::size_t>(from_s * kMusicRateHz) + 2;
    for (std::size_t i = first; i < first + static_cast<std::size_t>(length_s * kMusicRateHz); ++i) {
        count += (sound[i] < 0) != (sound[i + 1] < 0) ? 1 : 0;
    }
    return count;
}

TEST(ClickMix, ClicksOnBeatsAndNowhereElse) {
    const Folder folder;
    const Times beats = steady(100, 8, 0.4321);
    write_wav(folder / "song.wav", Sound(8 * kMusicRateHz));
    NoProgress quiet;
    beats::write_click_mix(folder / "song.wav", grid_of(beats, 8), folder / "click.wav", quiet);

    const Sound mix = left_channel(folder / "click.wav");
    ASSERT_EQ(mix.size(), 8U * kMusicRateHz);
    Times begins;
    double last = -1;
    for (std::size_t i = 0; i < mix.size(); ++i) {
        if (std::abs(mix[i]) < 0.01) continue;
        const double now = static_cast<double>(i) / kMusicRateHz;
        if (now - last > 0.1) begins.push_back(now);
        last = now;
    }
    ASSERT_EQ(begins.size(), beats.size());
    for (std::size_t i = 0; i < beats.size(); ++i) EXPECT_NEAR(begins[i], beats[i], 0.001);
}

TEST(ClickMix, ClicksHigherOnDownbeats) {
    const Folder folder;
    const Times beats = steady(100, 4);
    write_wav(folder / "song.wav", Sound(4 * kMusicRateHz));
    NoProgress quiet;
    beats::write_click_mix(folder / "song.wav", grid_of(beats, 4), folder / "click.wav", quiet);
    const Sound mix = left_channel(folder / "click.wav");
    EXPECT_NEAR(crossings(mix, beats[0], 0.02), 2 * 1600 * 0.02, 3);
    EXPECT_NEAR(crossings(mix, beats[1], 0.02), 2 * 1000 * 0.02, 3);
}

TEST(ClickMix, KeepsTheSongUnderTheClicksWithoutClipping) {
    const Folder folder;
    Sound song(4 * kMusicRateHz);
    for (std::size_t i = 0; i < song.size(); ++i) song[i] = static_cast<float>(std::sin(0.05 * static_cast<double>(i)));
    write_wav(folder / "song.wav", song);
    NoProgress quiet;
    beats::write_click_mix(folder / "song.wav", grid_of({1, 2, 3}, 4), folder / "click.wav", quiet);
    const Sound mix = left_channel(folder / "click.wav");
    float peak = 0;
    for (const float sample : mix) peak = std::max(peak, std::abs(sample));
    EXPECT_LT(peak, 0.9999F);
    EXPECT_GT(mix[1000] / song[1000], 0.4F);
}

TEST(ClickMix, LeavesNothingBehindWhenStopped) {
    const Folder folder;
    write_wav(folder / "song.wav", Sound(4 * kMusicRateHz));
    std::stop_source stop;
    stop.request_stop();
    NoProgress quiet;
    EXPECT_THROW(
        beats::write_click_mix(folder / "song.wav", grid_of({1, 2}, 4), folder / "click.wav", quiet, stop.get_token()),
        Error);
    EXPECT_EQ(folder.files(), 1U);
}

}  // namespace
}  // namespace takt::test
