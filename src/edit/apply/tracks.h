// SPDX-License-Identifier: GPL-3.0-or-later
// The tracks of a draft by what they are for: the main video track is the first one, music is the first audio track,
// texts are titles or captions. Used by all operations.
#pragma once

#include "takt/draft.h"

#include <cstddef>
#include <vector>

namespace takt::edit {

/// The first video track; the draft must have one.
[[nodiscard]] Track& main_track(Draft& draft);
/// The first audio track, or null without a segment in one.
[[nodiscard]] Track* music_track(Draft& draft);
[[nodiscard]] const Track* music_track(const Draft& draft);
/// Throws EditUnclear when there is no music, naming what it is needed `for_what` ("turn down").
[[nodiscard]] Track& music_to(Draft& draft, const char* for_what);
void remove_track(Draft& draft, const Track& track);

/// Titles, or captions, of all text tracks by their begin. The pointers are good until a track changes.
[[nodiscard]] std::vector<Segment*> texts(Draft& draft, bool captions);
/// Into the first text track with room for it, else a new one.
void put_text(Draft& draft, Segment text);

}  // namespace takt::edit
