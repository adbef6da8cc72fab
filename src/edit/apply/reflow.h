// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs on the main video track follows it: the video's length, music that ended with the video, titles, captions,
// transitions and the stretches where music is lowered. Every operation that moves footage ends in put_shots(); every
// operation at all is followed by settle().
#pragma once

#include "edit/apply/shots.h"

namespace takt::edit {

/// Writes the shots without gaps, each on a frame, none beyond the end of its source; titles, captions and music
/// follow. Throws EditUnclear when there are none.
void put_shots(Draft& draft, Shots shots, Scene& scene);

/// The video is as long as its main track; nothing else ends later; no transition is longer than a neighbour; lowered
/// music follows the speech.
void settle(Draft& draft, Scene& scene);

// Its parts.
/// Captions stay with the words they belong to. Titles stay with their footage where its order is kept, else in their
/// place.
void follow_footage(Draft& draft, const Shots& shots);
/// Texts inside the video and apart from each other; what no longer fits is said.
void tidy_texts(Draft& draft, Scene& scene);
/// Music that ended with the video as it was ends with the video as it is.
void refit_music(Draft& draft, Ms before, Scene& scene);
/// Transitions begin a shot that has a neighbour and are no longer than either.
void fit_transitions(Draft& draft);
/// Both fades fit into the segment.
void limit_fades(Segment& segment);
/// Where somebody is heard speaking, on the timeline; ascending, apart.
[[nodiscard]] std::vector<Span> heard_speech(const Draft& draft, const Scene& scene);

}  // namespace takt::edit
