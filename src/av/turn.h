// SPDX-License-Identifier: GPL-3.0-or-later
// Turns and mirrors 8-bit 4:2:0 pictures, in blocks that stay in the cache. Used by PictureConverter.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

namespace takt::av {

/// Writes `from` (yuv420p) upright into `to`, a yuv420p picture of the turned size, even sides.
void turn(const AVFrame& from, AVFrame& to, const Orientation& orientation);

}  // namespace takt::av
