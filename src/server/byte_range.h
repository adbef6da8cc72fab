// SPDX-License-Identifier: GPL-3.0-or-later
// The Range header, read against the size of what is asked for. Single ranges only: a request for several, or in
// another unit than bytes, gets the whole.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace takt::server {

/// Half-open [begin, end), never empty.
struct ByteRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool operator==(const ByteRange&) const = default;
};
struct WholeFile {
    bool operator==(const WholeFile&) const = default;
};
/// Malformed, or past the end.
struct NoSuchRange {
    bool operator==(const NoSuchRange&) const = default;
};
using RangeWish = std::variant<WholeFile, ByteRange, NoSuchRange>;

/// `header` is empty when there is none.
[[nodiscard]] RangeWish read_range(std::string_view header, std::int64_t size_bytes);

}  // namespace takt::server
