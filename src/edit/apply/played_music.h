// SPDX-License-Identifier: GPL-3.0-or-later
// A song as the segments of the music track: played from a moment of it, on to an end, again from a bar line when it is
// short. What a new segment is like (level, noise, name) is copied from the one before.
#pragma once

#include "takt/edit.h"

#include <string>
#include <vector>

namespace takt::edit {

enum class Loop { No, Yes };

inline constexpr Ms kMusicFadeOut{1500};

/// From `source` of the song at `start` of the timeline to `end`, or as long as there is of it, fading out.
[[nodiscard]] std::vector<Segment> played(const SongSource& song, Ms source, const Span& on_timeline, Loop loop);
/// The last segment goes on to `end`; its fade-out moves along.
void play_on(std::vector<Segment>& segments, const SongSource& song, Ms end, Loop loop);
/// Nothing is heard after `end`; the fade-out moves there.
void end_at(std::vector<Segment>& segments, Ms end);

/// The song's beats as the segments play them.
[[nodiscard]] std::vector<Beat> played_beats(const std::vector<Segment>& segments,
                                             const std::vector<SongSource>& songs);

}  // namespace takt::edit
