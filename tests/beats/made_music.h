// SPDX-License-Identifier: GPL-3.0-or-later
// Sound with known beats, made for tests: clicks of our choice, noise, and WAV files of them.
#pragma once

#include "takt/beats.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace takt::test {

inline constexpr int kMusicRateHz = 44'100;

using Sound = std::vector<float>;   // mono at kMusicRateHz
using Times = std::vector<double>;  // seconds

/// Beats at a steady tempo, from `first_s` to shortly before `end_s`.
[[nodiscard]] Times steady(double bpm, double end_s, double first_s = 0.5);
/// Beats whose tempo moves evenly from `from_bpm` to `to_bpm`.
[[nodiscard]] Times ramp(double from_bpm, double to_bpm, double end_s);

/// Short decaying tones, attack first; `loudness(i)` of beat i, where a loud one also carries bass.
[[nodiscard]] Sound clicks(const Times& beats, double duration_s, const std::function<double(std::size_t)>& loudness);
[[nodiscard]] Sound clicks(const Times& beats, double duration_s);
/// The same noise every time.
[[nodiscard]] Sound noise(double duration_s, double amplitude);

/// What takt hears in `sound`, without any file.
[[nodiscard]] BeatGrid heard(const Sound& sound);
[[nodiscard]] Times times_of(const BeatGrid& grid);
/// Share of truth and answer that meet within 70 ms, after `begin_s` (the F-measure of beat tracking).
[[nodiscard]] double f_measure(const Times& truth, const BeatGrid& grid, double begin_s = 5);

/// 16-bit WAV.
void write_wav(const std::filesystem::path& path, const Sound& mono);

/// A folder of its own for the running test, gone at its end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] std::size_t files() const;

private:
    std::filesystem::path path_;
};

}  // namespace takt::test
