// SPDX-License-Identifier: GPL-3.0-or-later
// What the written file was seen to have lost. Pure.
#pragma once

#include "takt/preparation.h"

#include <string>
#include <vector>

namespace takt::prep {

/// Of the plan's list, in its order, what `output` (the written file, read again) does not hold any more.
/// Throws VerificationFailed when something private is still there.
[[nodiscard]] std::vector<std::string> proven_removed(const Plan& plan, const MediaInfo& output);

}  // namespace takt::prep
