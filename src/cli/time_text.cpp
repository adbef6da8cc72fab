// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/time_text.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace takt::cli {
namespace {

[[noreturn]] void refuse_time(std::string_view text) {
    throw Error(ErrorCode::Usage, fmt::format("'{}': not a time; write 90, 1:30, 1m30s or -20s", text));
}

/// Takes a number off the front of `rest`.
double take_number(std::string_view& rest, std::string_view whole) {
    double value = 0;
    const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), value, std::chars_format::fixed);
    if (failed != std::errc() || !std::isfinite(value) || value > 1e6) refuse_time(whole);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return value;
}

/// Seconds in the unit at the front of `rest`, which it takes off; absent when there is none.
double take_unit(std::string_view& rest, std::string_view whole) {
    struct Unit {
        std::string_view name;
        double in_seconds;
    };
    for (const Unit& unit : {Unit{"ms", 0.001}, Unit{"h", 3600}, Unit{"m", 60}, Unit{"s", 1}}) {
        if (!rest.starts_with(unit.name)) continue;
        rest.remove_prefix(unit.name.size());
        return unit.in_seconds;
    }
    refuse_time(whole);
}

}  // namespace

Us parse_time(std::string_view text) {
    std::string_view rest = text;
    const bool from_end = rest.starts_with('-');
    if (from_end) rest.remove_prefix(1);
    if (rest.empty() || rest.front() == '-' || rest.front() == '+') refuse_time(text);
    double total = take_number(rest, text);
    if (rest.starts_with(':')) {
        while (rest.starts_with(':')) {
            rest.remove_prefix(1);
            total = total * 60 + take_number(rest, text);
        }
    } else if (!rest.empty()) {
        total *= take_unit(rest, text);
        while (!rest.empty()) {
            const double value = take_number(rest, text);
            total += value * take_unit(rest, text);
        }
    }
    if (!rest.empty()) refuse_time(text);
    return from_seconds(from_end ? -total : total);
}

TrimRequest parse_range(std::string_view text) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) {
        throw Error(ErrorCode::Usage, fmt::format("'{}': not a range; write START..END, e.g. 5..1:30 or ..-20s", text));
    }
    TrimRequest range;
    if (dots > 0) range.begin = parse_time(text.substr(0, dots));
    if (dots + 2 < text.size()) range.end = parse_time(text.substr(dots + 2));
    return range;
}

std::int64_t parse_size(std::string_view text) {
    double value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    struct Unit {
        std::string_view name;
        double in_bytes;
    };
    for (const Unit& known :
         {Unit{"", 1}, Unit{"B", 1}, Unit{"kB", 1e3}, Unit{"KB", 1e3}, Unit{"MB", 1e6}, Unit{"GB", 1e9}}) {
        if (failed == std::errc() && unit == known.name && value > 0 && value * known.in_bytes < 9e15) {
            return static_cast<std::int64_t>(std::llround(value * known.in_bytes));
        }
    }
    throw Error(ErrorCode::Usage, fmt::format("'{}': not a size; write 500MB, 1.5GB or a number of bytes", text));
}

std::string clock_text(Us time) {
    const auto total = static_cast<std::int64_t>(std::llround(seconds(time)));
    if (total >= 3600) return fmt::format("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60);
    return fmt::format("{}:{:02}", total / 60, total % 60);
}

}  // namespace takt::cli
