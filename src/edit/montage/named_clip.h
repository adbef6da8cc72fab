// SPDX-License-Identifier: GPL-3.0-or-later
// Which clip a setting means by a name.
#pragma once

#include "takt/edit.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace takt::edit {

/// The clip of this name, else the only one whose name begins so; case does not matter. Throws EditUnclear when none or
/// several do, naming clips; `setting` ("pin") is what asks.
[[nodiscard]] std::size_t clip_called(const std::vector<ClipSource>& clips, std::string_view name,
                                      std::string_view setting);

}  // namespace takt::edit
