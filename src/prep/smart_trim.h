// SPDX-License-Identifier: GPL-3.0-or-later
// Obeys a plan that cuts without encoding everything, and proves the result. Used by execute().
#pragma once

#include "takt/preparation.h"

#include <optional>
#include <string>

namespace takt::prep {

/// Absent when `output` stands under its name, proven. Otherwise why the cut cannot be made this way: nothing is
/// written then, and the plan's `otherwise` has to be encoded. Throws as execute() does.
[[nodiscard]] std::optional<std::string> smart_trim(const Plan& plan, const SmartTrim& cut,
                                                    const std::filesystem::path& output, Executed& seen,
                                                    Progress& progress, const std::stop_token& stop);

/// What to do instead.
[[nodiscard]] Plan without_copying(Plan plan, const SmartTrim& cut);

}  // namespace takt::prep
