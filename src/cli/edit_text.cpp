// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/edit_text.h"

#include "takt/error.h"

#include "cli/time_text.h"

#include <fmt/format.h>

#include <optional>

namespace takt::cli {
namespace {

constexpr Ms kLongestVideo = std::chrono::hours{3};

std::optional<Us> time_in(std::string_view text) {
    try {  // a parser's boundary: the caller knows what the whole word should have been
        const Us time = parse_time(text);
        return time < Us{0} ? std::nullopt : std::optional(time);
    } catch (const Error&) {
        return std::nullopt;
    }
}

[[noreturn]] void refuse(const char* option, std::string_view text, const char* form) {
    throw Error(ErrorCode::Usage, fmt::format("{} {}: not understood; write {}", option, text, form));
}

/// "0:05-0:08" or "0:05..0:08".
std::optional<TimeRange> range_in(std::string_view text) {
    for (const std::string_view divider : {"..", "-"}) {
        const std::size_t at = text.find(divider);
        if (at == std::string_view::npos) continue;
        const auto begin = time_in(text.substr(0, at));
        const auto end = time_in(text.substr(at + divider.size()));
        if (begin && end && *begin < *end) return TimeRange{*begin, *end};
    }
    return std::nullopt;
}

}  // namespace

Pin parse_pin(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0) refuse("--pin", text, "e.g. IMG_2.MOV@0:12");
    const std::string_view times = text.substr(at + 1);
    const std::size_t slash = times.find('/');
    const auto time = time_in(times.substr(0, slash));
    Pin pin{.clip = std::string(text.substr(0, at)), .time = {}, .source = {}};
    if (slash != std::string_view::npos) pin.source = time_in(times.substr(slash + 1));
    if (!time || (slash != std::string_view::npos && !pin.source)) refuse("--pin", text, "e.g. IMG_2.MOV@0:12/3s");
    pin.time = to_ms(*time);
    return pin;
}

Exclusion parse_exclusion(std::string_view text) {
    // A name may hold colons as well: the first one that only times follow divides.
    for (std::size_t at = text.find(':', 1); at < text.size(); at = text.find(':', at + 1)) {
        if (const auto range = range_in(text.substr(at + 1))) return {std::string(text.substr(0, at)), *range};
    }
    refuse("--exclude", text, "e.g. IMG_1.MOV:0:05-0:08");
}

void parse_song_start(std::string_view text, EditSettings& settings) {
    if (text == "chorus") {
        settings.song_start = SongStart::Chorus;
    } else if (text == "best") {
        settings.song_start = SongStart::Best;
    } else if (text == "beginning") {
        settings.song_start = SongStart::Beginning;
    } else if (const auto time = time_in(text)) {
        settings.song_start = SongStart::At;
        settings.song_at = *time;
    } else {
        refuse("--start", text, "chorus, best, beginning, or a time of the song, e.g. 0:45");
    }
}

std::vector<Ms> parse_lengths(std::string_view text) {
    constexpr std::size_t kMost = 10;
    std::vector<Ms> lengths;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t comma = rest.find(',');
        const auto time = time_in(rest.substr(0, comma));
        if (!time || *time <= Us{0} || *time > kLongestVideo || lengths.size() == kMost) break;
        lengths.push_back(to_ms(*time));
        if (comma == std::string_view::npos) return lengths;
        rest.remove_prefix(comma + 1);
    }
    refuse("--lengths", text, "up to ten lengths, e.g. 15,30,60");
}

}  // namespace takt::cli
