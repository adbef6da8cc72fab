// SPDX-License-Identifier: GPL-3.0-or-later
// A clip's measures of picture and sound, taken once and kept as takt.measures/1 and takt.sound/1. The name they are
// kept under must stand for the clip's very bytes: prepared files carry their content's fingerprint in their name.
#pragma once

#include "takt/picture_measures.h"
#include "takt/sound_measures.h"

#include <filesystem>
#include <stop_token>

namespace takt::prep {

/// `<folder>/<stem>.measures.json`.
[[nodiscard]] std::filesystem::path measures_file(const std::filesystem::path& folder,
                                                  const std::filesystem::path& stem);

/// Reads `kept`, or measures `clip` and writes it, as also when an earlier version measured; the folder is made when
/// missing. Throws as measure_pictures does,
/// and Corrupt when `kept` is not takt.measures/1.
[[nodiscard]] PictureMeasures cached_measures(const std::filesystem::path& clip, const std::filesystem::path& kept,
                                              Progress& progress, std::stop_token stop = {});

/// `<folder>/<stem>.sound.json`.
[[nodiscard]] std::filesystem::path sound_measures_file(const std::filesystem::path& folder,
                                                        const std::filesystem::path& stem);

/// The same of measure_sound.
[[nodiscard]] SoundMeasures cached_sound_measures(const std::filesystem::path& clip, const std::filesystem::path& kept,
                                                  Progress& progress, std::stop_token stop = {});

}  // namespace takt::prep
