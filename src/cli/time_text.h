// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people type them: "90", "1:30", "1m30s", "1500ms", "-20s" (from the end).
#pragma once

#include "takt/preparation.h"
#include "takt/time.h"

#include <string>
#include <string_view>

namespace takt::cli {

/// Throws Usage, naming the forms that are understood.
[[nodiscard]] Us parse_time(std::string_view text);
/// "START..END"; either may be left out.
[[nodiscard]] TrimRequest parse_range(std::string_view text);
/// "500MB", "1.5 GB", "200000": decimal units. Throws Usage.
[[nodiscard]] std::int64_t parse_size(std::string_view text);
/// "1:05" or "1:02:03" for people; whole seconds.
[[nodiscard]] std::string clock_text(Us time);

}  // namespace takt::cli
