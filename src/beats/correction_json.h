// SPDX-License-Identifier: GPL-3.0-or-later
// A beat correction and a song's content as JSON objects: parts of takt.beats/1, and of the stored corrections.
#pragma once

#include "takt/beat_correction.h"
#include "takt/beats.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace takt::beats {

/// `level`, `offset_ms`, `bpm`, `downbeat_s`; null when absent.
[[nodiscard]] nlohmann::ordered_json to_json(const std::optional<BeatCorrection>& correction);
/// `fingerprint`, `start_s`; null when absent.
[[nodiscard]] nlohmann::ordered_json to_json(const std::optional<SongContent>& song);

/// Absent for null. Throws Corrupt, naming `place` and `next_step`, when it is nothing that to_json wrote.
[[nodiscard]] std::optional<BeatCorrection> correction_from(const nlohmann::ordered_json& json,
                                                            const std::string& place, const std::string& next_step);
[[nodiscard]] std::optional<SongContent> song_from(const nlohmann::ordered_json& json, const std::string& place,
                                                   const std::string& next_step);

}  // namespace takt::beats
