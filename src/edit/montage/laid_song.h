// SPDX-License-Identifier: GPL-3.0-or-later
// A song laid on the video's timeline: which stretches of it play when, and the beats as the video hears them.
//
//     song     |..A=====B..|               A, B: first and last bar line
//     longer   |..A=====B=====B=====B==|   loops A to B on bar lines
//     shorter     |=====|                  the strongest stretch, from a bar line
#pragma once

#include "takt/edit.h"

#include "edit/montage/song_start.h"

#include <vector>

namespace takt::edit {

/// A song that is shorter is not repeated.
inline constexpr Ms kShortestLoop{1000};
// Long enough against a click where two stretches meet, short enough to leave the drum on the bar line whole.
inline constexpr Ms kJointFadeIn{5};
inline constexpr Ms kJointFadeOut{20};

struct LaidSong {
    BeatGrid grid;                  ///< on the video's timeline, as long as was asked for
    std::vector<Segment> segments;  ///< of the music track
    std::vector<std::string> notes;
};

[[nodiscard]] LaidSong lay_song(const SongSource& song, Ms length, const StartChoice& start);

/// A timeline without beats, for a video without a song.
[[nodiscard]] BeatGrid silent_grid(Ms length);

/// Where a video of this grid ends: on the last bar line, or at the grid's end when no bar line is near.
[[nodiscard]] Us ending(const BeatGrid& grid);

/// Ends the music track at `duration`, fading out.
void end_music(std::vector<Segment>& segments, Ms duration);

}  // namespace takt::edit
