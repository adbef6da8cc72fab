// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture of the finished video is like, judged from the clips; canvas_size() itself is public.
#pragma once

#include "takt/edit.h"

#include <vector>

namespace takt::edit {

/// The standard rate most of the footage has, 24..60; 30 without video.
[[nodiscard]] FrameRate commonest_rate(const std::vector<ClipSource>& clips);

}  // namespace takt::edit
