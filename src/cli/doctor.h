// SPDX-License-Identifier: GPL-3.0-or-later
// What this machine offers takt, each proven where it can be: a test encode, a font that is found, room on the disk.
#pragma once

#include "cli/environment.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::cli {

struct Finding {
    std::string name;
    bool ok = true;
    std::string value;
    std::string next_step;  ///< empty when ok
};

[[nodiscard]] std::vector<Finding> examine(const std::filesystem::path& project, const Environment& environment);

}  // namespace takt::cli
