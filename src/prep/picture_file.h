// SPDX-License-Identifier: GPL-3.0-or-later
// Which kind of picture a file is, by its first bytes. Used before FFmpeg sees it: some kinds it cannot open at all.
#pragma once

#include <filesystem>

namespace takt::prep {

enum class PictureFormat { None, Jpeg, Png, Webp, AnimatedWebp, Heif };

/// By the first bytes.
[[nodiscard]] PictureFormat picture_format(const std::filesystem::path& path);

}  // namespace takt::prep
