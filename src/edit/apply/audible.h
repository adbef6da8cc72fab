// SPDX-License-Identifier: GPL-3.0-or-later
// The segments that are heard, by what people call them: music, original sound, all of it.
#pragma once

#include "takt/edit_target.h"

#include "edit/apply/scene.h"

#include <functional>

namespace takt::edit {

/// Calls `change` for each segment with sound that is meant; with a stretch, segments are split at its ends. Says
/// whether anything changed. Throws EditUnclear when nothing of the kind has sound.
bool change_audible(Draft& draft, const Target& target, Scene& scene, const std::function<void(Segment&)>& change);

}  // namespace takt::edit
