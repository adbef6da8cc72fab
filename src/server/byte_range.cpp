// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/byte_range.h"

#include "server/header_value.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

namespace takt::server {
namespace {

constexpr std::string_view kUnit = "bytes=";

/// Digits only; a number too large for 64 bits is the largest.
std::optional<std::int64_t> read_position(std::string_view digits) {
    if (digits.empty() || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    std::int64_t position = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), position);
    return read.ec == std::errc{} ? position : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

RangeWish read_range(std::string_view header, std::int64_t size_bytes) {
    if (!same_text(header.substr(0, kUnit.size()), kUnit) || header.find(',') != std::string_view::npos)
        return WholeFile{};
    const std::string_view spec = trimmed(header.substr(kUnit.size()));
    const std::size_t dash = spec.find('-');
    if (dash == std::string_view::npos) return NoSuchRange{};
    const std::optional<std::int64_t> last = read_position(spec.substr(dash + 1));
    if (dash == 0) {  // the last so many bytes
        if (!last || *last == 0 || size_bytes == 0) return NoSuchRange{};
        return ByteRange{size_bytes - std::min(*last, size_bytes), size_bytes};
    }
    const std::optional<std::int64_t> first = read_position(spec.substr(0, dash));
    const bool open = dash + 1 == spec.size();
    if (!first || (!open && !last) || *first >= size_bytes) return NoSuchRange{};
    if (open) return ByteRange{*first, size_bytes};
    if (*last < *first) return NoSuchRange{};
    return ByteRange{*first, std::min(*last, size_bytes - 1) + 1};
}

}  // namespace takt::server
