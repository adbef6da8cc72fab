// SPDX-License-Identifier: GPL-3.0-or-later
// Turns a JPEG by rearranging its compressed blocks (libjpeg-turbo's transform): nothing is decoded, no quality is
// lost. Used by prep for photos that only are stored sideways; works when the moved edges are whole blocks.
#pragma once

#include "takt/media_info.h"

#include <optional>
#include <string>
#include <string_view>

namespace takt::av {

/// `jpeg` upright, when `orientation` is how far it has to be turned. Its other segments stay. Absent when the turn
/// would cut an edge, or the data is damaged. Memory: twice the picture's samples.
[[nodiscard]] std::optional<std::string> turn_jpeg(std::string_view jpeg, const Orientation& orientation);

/// Will turn_jpeg do it? `pixel_format` is FFmpeg's name: it tells how large a block is. Pure.
[[nodiscard]] bool turns_whole_blocks(Size coded, const std::string& pixel_format, const Orientation& orientation);

}  // namespace takt::av
