// SPDX-License-Identifier: GPL-3.0-or-later
// `takt render --music DIR`: of the songs in a folder, the one whose mood is nearest to that of the project's clips.
#pragma once

#include "cli/commands.h"
#include "flow/project.h"

#include <filesystem>

namespace takt::cli {

/// Says on stderr why it is this one. Throws NotFound without a folder or a song in it, and what analysing them throws.
[[nodiscard]] std::filesystem::path choose_song(const std::filesystem::path& folder, const flow::Project& project,
                                                const Surroundings& with);

}  // namespace takt::cli
