// SPDX-License-Identifier: GPL-3.0-or-later
// A Live Photo is a picture and a clip that name the same identifier; takt uses both, and says which belong together.
#pragma once

#include "flow/project.h"

#include <vector>

namespace takt::flow {

/// Adds a note to every item whose other half is among `items`. Calling it again changes nothing.
void tell_live_photos(std::vector<PreparedItem>& items);

}  // namespace takt::flow
