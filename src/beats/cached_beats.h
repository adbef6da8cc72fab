// SPDX-License-Identifier: GPL-3.0-or-later
// A song's grid, analysed once and kept as takt.beats/1, with a picture of it beside. The name it is kept under must
// stand for the song's very bytes: prepared files carry their content's fingerprint in their name.
#pragma once

#include "takt/beats.h"

#include <filesystem>
#include <stop_token>

namespace takt::beats {

/// `<folder>/<stem>.beats.json`.
[[nodiscard]] std::filesystem::path beats_file(const std::filesystem::path& folder, const std::filesystem::path& stem);

/// Reads `kept`, or analyses `song` and writes it, with the picture as .svg; the folder is made when missing.
/// Throws as analyse_beats does, and Corrupt when `kept` is not takt.beats/1.
[[nodiscard]] BeatGrid cached_beats(const std::filesystem::path& song, const std::filesystem::path& kept,
                                    Progress& progress, const std::stop_token& stop = {});

}  // namespace takt::beats
