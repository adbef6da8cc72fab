// SPDX-License-Identifier: GPL-3.0-or-later
// The files a person named, one by one: a folder stands for the media files directly in it, by name.
#pragma once

#include <filesystem>
#include <vector>

namespace takt::flow {

/// Throws Usage when nothing is named, NotFound for a folder without media, Permission.
[[nodiscard]] std::vector<std::filesystem::path> named_files(const std::vector<std::filesystem::path>& named);

}  // namespace takt::flow
