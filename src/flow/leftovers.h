// SPDX-License-Identifier: GPL-3.0-or-later
// A killed run leaves unfinished files (*.part, hidden renders). Whoever holds the project's lock may sweep them away.
#pragma once

#include <filesystem>

namespace takt::flow {

/// Removes them from media/, analysis/ and render/ of the project. Call only while its journal is open.
void remove_leftovers(const std::filesystem::path& project);

}  // namespace takt::flow
