// SPDX-License-Identifier: GPL-3.0-or-later
// Slow movement over a picture, for photos. Used by the operations on the view and by slideshows.
#pragma once

#include "takt/segment.h"

namespace takt::edit {

/// From the whole picture into it, or back out to the whole.
void move_slowly(Segment& segment, bool inwards);

}  // namespace takt::edit
