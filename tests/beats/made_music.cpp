// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_music.h"

#include "beats/analysis.h"
#include "beats/listener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <numbers>
#include <random>
#include <unistd.h>

namespace takt::test {
namespace {

void add_tone(Sound& sound, double time_s, double hz, double amplitude, double decay_s) {
    const auto first = static_cast<std::size_t>(std::llround(time_s * kMusicRateHz));
    const auto count = static_cast<std::size_t>(9 * decay_s * kMusicRateHz);
    for (std::size_t i = 0; i < count && first + i < sound.size(); ++i) {
        const double t = static_cast<double>(i) / kMusicRateHz;
        sound[first + i] +=
            static_cast<float>(amplitude * std::exp(-t / decay_s) * std::sin(2 * std::numbers::pi * hz * t));
    }
}

template <typename Number>
void put(std::ofstream& file, Number value) {
    file.write(reinterpret_cast<const char*>(&value), sizeof value);  // tests run on little-endian machines
}

}  // namespace

Times steady(double bpm, double end_s, double first_s) {
    Times beats;
    for (int i = 0; first_s + i * 60 / bpm < end_s - 0.2; ++i) beats.push_back(first_s + i * 60 / bpm);
    return beats;
}

Times ramp(double from_bpm, double to_bpm, double end_s) {
    Times beats;
    for (double t = 0.5; t < end_s - 0.2; t += 60 / (from_bpm + (to_bpm - from_bpm) * t / end_s)) beats.push_back(t);
    return beats;
}

Sound clicks(const Times& beats, double duration_s, const std::function<double(std::size_t)>& loudness) {
    Sound sound(static_cast<std::size_t>(duration_s * kMusicRateHz));
    for (std::size_t i = 0; i < beats.size(); ++i) {
        const double amplitude = loudness(i);
        add_tone(sound, beats[i], 1500, 0.4 * amplitude, 0.015);
        add_tone(sound, beats[i], 80, 0.5 * amplitude * amplitude, 0.06);
    }
    return sound;
}

Sound clicks(const Times& beats, double duration_s) {
    return clicks(beats, duration_s, [](std::size_t) { return 0.7; });
}

Sound noise(double duration_s, double amplitude) {
    std::mt19937 random(1);
    Sound sound(static_cast<std::size_t>(duration_s * kMusicRateHz));
    const double scale = 2 * amplitude / static_cast<double>(std::mt19937::max());
    for (float& sample : sound) sample = static_cast<float>(static_cast<double>(random()) * scale - amplitude);
    return sound;
}

BeatGrid heard(const Sound& sound) {
    beats::Listener listener;
    listener.hear(sound);
    return beats::analyse_curves(listener.finish(), "made.wav").grid;
}

Times times_of(const BeatGrid& grid) {
    Times times;
    for (const Beat& beat : grid.beats()) times.push_back(seconds(beat.time));
    return times;
}

double f_measure(const Times& truth, const BeatGrid& grid, double begin_s) {
    const Times found = times_of(grid);
    const auto from = [&](const Times& times) { return std::lower_bound(times.begin(), times.end(), begin_s); };
    int hits = 0;
    for (auto t = from(truth), f = from(found); t != truth.end() && f != found.end();) {
        if (std::abs(*t - *f) <= 0.07) {
            ++hits, ++t, ++f;
        } else {
            ++(*t < *f ? t : f);
        }
    }
    const auto all = (truth.end() - from(truth)) + (found.end() - from(found));
    return all == 0 ? 0 : 2.0 * hits / static_cast<double>(all);
}

void write_wav(const std::filesystem::path& path, const Sound& mono) {
    std::ofstream file(path, std::ios::binary);
    const auto bytes = static_cast<std::uint32_t>(2 * mono.size());
    file << "RIFF", put<std::uint32_t>(file, 36 + bytes);
    file << "WAVEfmt ", put<std::uint32_t>(file, 16), put<std::uint16_t>(file, 1), put<std::uint16_t>(file, 1);
    put<std::uint32_t>(file, kMusicRateHz), put<std::uint32_t>(file, 2 * kMusicRateHz);
    put<std::uint16_t>(file, 2), put<std::uint16_t>(file, 16);
    file << "data", put<std::uint32_t>(file, bytes);
    for (const float sample : mono)
        put(file, static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767)));
}

Folder::Folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() / ("takt-beats-" + std::string(test->test_suite_name()) + "-" +
                                                      test->name() + "-" + std::to_string(getpid()));
    std::filesystem::create_directories(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::size_t Folder::files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
}

}  // namespace takt::test
