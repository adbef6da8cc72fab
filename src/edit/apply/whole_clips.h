// SPDX-License-Identifier: GPL-3.0-or-later
// Clips as shots in their whole length: what a first draft and "join all clips" are made of.
#pragma once

#include "edit/apply/shots.h"

namespace takt::edit {

/// The clip from its begin to a frame before its end, a still for `settings.still_length`; without what the settings
/// exclude. Empty when not a frame is left. `like` gives the shots everything but their source and their times.
[[nodiscard]] Shots whole_clip(const ClipSource& clip, const Segment& like, const Scene& scene,
                               const OutputClock& clock);

}  // namespace takt::edit
