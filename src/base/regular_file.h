// SPDX-License-Identifier: GPL-3.0-or-later
// What a person names may be a folder, a pipe or a device: opening one of these may wait for ever, reading it may never
// end. Asked before any input is opened.
#pragma once

#include <cstdint>
#include <filesystem>

namespace takt {

/// The size in bytes of the file that `path` leads to. Throws NotFound, Permission, and UnsupportedFormat when it is no
/// regular file.
std::int64_t regular_file_size(const std::filesystem::path& path);

}  // namespace takt
