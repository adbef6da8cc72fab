// SPDX-License-Identifier: GPL-3.0-or-later
// A song's grid, analysed once and kept as takt.beats/1, with a picture of it beside. The name it is kept under must
// stand for the song's very bytes: prepared files carry their content's fingerprint in their name. What is kept is what
// was heard; the person's corrections are applied whenever it is read, so that a later one holds too.
#pragma once

#include "takt/beats.h"

#include "beats/corrections.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::beats {

/// `<folder>/<stem>.beats.json`.
[[nodiscard]] std::filesystem::path beats_file(const std::filesystem::path& folder, const std::filesystem::path& stem);

/// Analyses `song` unless `kept` is there, readable and of this kAnalysisVersion, and writes it, with the picture as
/// .svg; the folder is made when missing. `content` is what corrections of it are remembered by; absent: what `kept`
/// told before, else its own bytes. Throws as analyse_beats does.
void keep_beats(const std::filesystem::path& song, const std::optional<SongContent>& content,
                const std::filesystem::path& kept, Progress& progress, const std::stop_token& stop = {});

/// Reads `kept`, which is of `song`, corrected. Throws NotFound, and Corrupt when it is not takt.beats/1.
[[nodiscard]] BeatGrid kept_beats(const std::filesystem::path& song, const std::filesystem::path& kept,
                                  const Corrections& corrections);

/// Both.
[[nodiscard]] BeatGrid cached_beats(const std::filesystem::path& song, const std::filesystem::path& kept,
                                    const Corrections& corrections, Progress& progress,
                                    const std::stop_token& stop = {});

/// What corrections of `song` are remembered by: as `kept` says when that can be read, else its own bytes. Throws
/// NotFound, Permission.
[[nodiscard]] SongContent content_of(const std::filesystem::path& song, const std::filesystem::path& kept);

}  // namespace takt::beats
