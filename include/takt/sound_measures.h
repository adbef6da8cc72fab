// SPDX-License-Identifier: GPL-3.0-or-later
// What a clip sounds like: where somebody speaks, and where nothing is heard. Measured once, kept in the project.
#pragma once

#include "takt/time.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace takt {

/// Counts up whenever measuring the same sound may give other values: what was kept by an earlier version is then
/// measured anew.
inline constexpr int kSoundMeasuringVersion = 1;

/// Times are on the file's presentation timeline; ranges ascend and are apart.
struct SoundMeasures {
    std::vector<TimeRange> speech;
    std::vector<TimeRange> silence;          ///< at least half a second
    std::vector<double> loudness_lufs;       ///< of each second, element i covers [i, i+1) s; -70 for silence
    int measuring = kSoundMeasuringVersion;  ///< version of what measured them
    bool operator==(const SoundMeasures&) const = default;
};

/// One decode of the first sound track, in bounded memory; empty without one. Throws as `probe` does, and Interrupted.
[[nodiscard]] SoundMeasures measure_sound(const std::filesystem::path& path, std::stop_token stop = {});

/// The document takt.sound/1.
[[nodiscard]] std::string sound_measures_to_json(const SoundMeasures& measures);
/// Throws Corrupt.
[[nodiscard]] SoundMeasures sound_measures_from_json(const std::string& text);

}  // namespace takt
