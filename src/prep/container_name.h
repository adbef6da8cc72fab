// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by its content, in the words people use for files: "mp4", "mov", "m4a", "mkv", "webm", "jpg", …
#pragma once

#include "av/input.h"
#include "prep/boxes.h"

#include <string>

namespace takt::prep {

[[nodiscard]] std::string container_name(const av::Input& input, const BoxOutline& boxes);

/// True when `path` bears a name that other programs would take for something else.
[[nodiscard]] bool extension_lies(const std::filesystem::path& path, const std::string& container);

}  // namespace takt::prep
