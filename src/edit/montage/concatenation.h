// SPDX-License-Identifier: GPL-3.0-or-later
// Whole clips one after another: the video track when music goes under them.
#pragma once

#include "takt/edit.h"

#include "edit/montage/output_clock.h"

#include <vector>

namespace takt::edit {

/// At most `settings.length` long, if given. Clips shorter than a frame are left out.
[[nodiscard]] std::vector<Segment> concatenate(const std::vector<ClipSource>& clips, const OutputClock& clock,
                                               bool transitions, const EditSettings& settings);

}  // namespace takt::edit
