// SPDX-License-Identifier: GPL-3.0-or-later
// Colours as people type them: "black", "white", "1e90ff", "#1e90ff".
#pragma once

#include <cstdint>
#include <string_view>

namespace takt::cli {

/// 0xRRGGBB. Throws Usage, naming the forms that are understood.
[[nodiscard]] std::uint32_t parse_colour(std::string_view text);

}  // namespace takt::cli
