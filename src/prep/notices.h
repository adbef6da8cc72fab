// SPDX-License-Identifier: GPL-3.0-or-later
// What a person may wonder about in a file that is used as it is: no sound, high speed, a Live Photo's other half.
// Pure.
#pragma once

#include "takt/preparation.h"

#include <string>
#include <vector>

namespace takt::prep {

[[nodiscard]] std::vector<std::string> notices(const MediaInfo& info, const Wishes& wishes);

}  // namespace takt::prep
