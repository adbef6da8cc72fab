// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a song a video's music begins.
#pragma once

#include "takt/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace takt::edit {

struct StartChoice {
    Ms in{};          ///< of the song
    std::string why;  ///< "where it is strongest"; empty at its begin
};

/// Downbeats, and the end of the last bar when all of its beats are there.
[[nodiscard]] std::vector<Us> bar_lines(const BeatGrid& grid);

/// `length` of the video, if it was asked for: Best is the begin of a song that fits. Throws EditUnclear when the song
/// is over before `settings.song_at`.
[[nodiscard]] StartChoice song_start(const SongSource& song, const EditSettings& settings, std::optional<Ms> length);

}  // namespace takt::edit
