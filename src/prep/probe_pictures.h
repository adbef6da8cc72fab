// SPDX-License-Identifier: GPL-3.0-or-later
// probe for pictures: what FFmpeg does not tell of a still, and the two kinds that it cannot open here, HEIC photos and
// animated WebP.
#pragma once

#include "takt/media_info.h"

#include <filesystem>

namespace takt::prep {

/// For a JPEG, PNG or WebP that FFmpeg opened: what its container and its EXIF tell, and its exact size.
void describe_still(MediaInfo& info);

[[nodiscard]] MediaInfo probe_heif(const std::filesystem::path& path);
[[nodiscard]] MediaInfo probe_webp_animation(const std::filesystem::path& path);

}  // namespace takt::prep
