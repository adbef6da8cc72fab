// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/colour_text.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <charconv>

namespace takt::cli {

std::uint32_t parse_colour(std::string_view text) {
    if (text == "black") return 0;
    if (text == "white") return 0xFFFFFF;
    std::string_view digits = text;
    if (digits.starts_with('#')) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto [last, failed] = std::from_chars(digits.data(), end, value, 16);
    if (digits.size() != 6 || failed != std::errc() || last != end) {
        throw Error(ErrorCode::Usage,
                    fmt::format("'{}': not a colour; write black, white or RRGGBB, e.g. 1e90ff", text));
    }
    return value;
}

}  // namespace takt::cli
