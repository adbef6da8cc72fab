// SPDX-License-Identifier: GPL-3.0-or-later
// Which song suits a picture: both are brought to one number, how lively they are, and the nearest wins.
#pragma once

#include "takt/edit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace takt::edit {

struct MoodChoice {
    std::size_t song = 0;
    std::string note;  ///< the numbers behind it
};

/// 0 (still water) .. 1 (a chase): tempo, loudness over the song, and how hard the beats hit.
[[nodiscard]] double energy_of(const SongSource& song);

/// `songs` is not empty.
[[nodiscard]] MoodChoice choose_by_mood(const std::vector<ClipSource>& clips, const std::vector<SongSource>& songs);

}  // namespace takt::edit
