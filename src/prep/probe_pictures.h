// SPDX-License-Identifier: GPL-3.0-or-later
// probe for the two kinds of picture that FFmpeg cannot open here: HEIC photos and animated WebP.
#pragma once

#include "takt/media_info.h"

#include <filesystem>

namespace takt::prep {

[[nodiscard]] MediaInfo probe_heif(const std::filesystem::path& path);
[[nodiscard]] MediaInfo probe_webp_animation(const std::filesystem::path& path);

}  // namespace takt::prep
