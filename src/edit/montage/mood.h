// SPDX-License-Identifier: GPL-3.0-or-later
// Which song suits a picture: the one whose mood is nearest.
#pragma once

#include "takt/edit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace takt::edit {

struct MoodChoice {
    std::size_t song = 0;
    std::string note;  ///< the numbers behind it, of this song and the next best two
};

/// By what was measured of clips and songs; SongSource::mood is not needed. `songs` is not empty.
[[nodiscard]] MoodChoice choose_by_mood(const std::vector<ClipSource>& clips, const std::vector<SongSource>& songs);

}  // namespace takt::edit
