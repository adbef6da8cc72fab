// SPDX-License-Identifier: GPL-3.0-or-later
// Subtitle files (SubRip, WebVTT, ASS) as plain lines with their times; what they say about looks is left out.
#pragma once

#include "takt/time.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::av {

struct CaptionCue {
    TimeRange shown;
    std::string text;  ///< lines divided by '\n'; never empty
};

/// In the order they are shown. Throws NotFound, Permission, UnsupportedFormat (no subtitles in it), Corrupt,
/// TooLarge (over 10 MB or 20,000 cues).
[[nodiscard]] std::vector<CaptionCue> read_captions(const std::filesystem::path& file);

}  // namespace takt::av
