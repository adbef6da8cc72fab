// SPDX-License-Identifier: GPL-3.0-or-later
// The montage's wishes as people type them: pins, exclusions, where the song starts, lengths.
#pragma once

#include "takt/edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace takt::cli {

/// "IMG_2.MOV@0:12": shown at that time of the video; "IMG_2.MOV@0:12/3s": and there its moment 3 s. Throws Usage.
[[nodiscard]] Pin parse_pin(std::string_view text);
/// "IMG_1.MOV:0:05-0:08", or with ".." between the times. Throws Usage.
[[nodiscard]] Exclusion parse_exclusion(std::string_view text);
/// "chorus", "best", "beginning" or a time of the song. Throws Usage.
void parse_song_start(std::string_view text, EditSettings& settings);
/// "15,30,60": each positive, at most ten. Throws Usage.
[[nodiscard]] std::vector<Ms> parse_lengths(std::string_view text);

}  // namespace takt::cli
