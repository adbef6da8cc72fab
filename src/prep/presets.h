// SPDX-License-Identifier: GPL-3.0-or-later
// What a preset's limits ask of a clip beyond size and codec, for judge and plan. The table itself is takt/preset.h's.
#pragma once

#include "takt/preset.h"

#include <vector>

namespace takt::prep {

/// Why `info` cannot become what `limits` ask for, though it could be encoded: too short, too long, lying, too small.
[[nodiscard]] std::vector<Reason> asked_in_vain(const MediaInfo& info, const Limits& limits, const Wishes& wishes);

/// `rate`, or its first multiple of at least `min_fps`: each frame is then shown as often as the others.
[[nodiscard]] FrameRate at_least(FrameRate rate, int min_fps);

}  // namespace takt::prep
