// SPDX-License-Identifier: GPL-3.0-or-later
// What a storyboard takes from the draft's media: small pictures and the outline of the sound. Sources are read one
// after the other, in bounded memory; what cannot be read is left out. The draft's sources are paths that can be
// opened.
#pragma once

#include "takt/draft.h"
#include "takt/progress.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::flow {

/// A JPEG of the middle frame of every n-th segment, composed as it is rendered but for titles and transitions; empty
/// for the others.
[[nodiscard]] std::vector<std::string> shot_pictures(const Draft& draft, const std::vector<Segment>& shots,
                                                     std::size_t every, Progress& progress,
                                                     const std::stop_token& stop);

/// Peaks of the music, else of the clips' own sound, in `count` equal parts of `duration`.
[[nodiscard]] std::vector<float> sound_outline(const Draft& draft, std::size_t count, Us duration, Progress& progress,
                                               const std::stop_token& stop);

}  // namespace takt::flow
