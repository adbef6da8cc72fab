// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/timecode.h"

#include <fmt/format.h>

namespace takt::timeline {

std::optional<Timecode> Timecode::of(FrameRate rate) {
    const auto names = [&](int scale) -> std::optional<int> {
        const std::int64_t scaled = static_cast<std::int64_t>(rate.num) * scale;
        const std::int64_t whole = static_cast<std::int64_t>(rate.den) * 1000;
        if (scaled % whole != 0 || scaled / whole < 1 || scaled / whole > 99) return std::nullopt;
        return static_cast<int>(scaled / whole);
    };
    if (const auto count = names(1000)) return Timecode(*count, 0);
    const auto count = names(1001);
    if (!count) return std::nullopt;
    return Timecode(*count, *count == 30 ? 2 : *count == 60 ? 4 : 0);
}

std::int64_t Timecode::hour() const {
    return count_ * 3600LL - dropped_ * 54LL;
}

std::string Timecode::at(std::int64_t frame) const {
    std::int64_t name = frame % (24 * hour());
    if (drops()) {
        const std::int64_t minute = count_ * 60LL - dropped_;
        const std::int64_t ten_minutes = minute * 10 + dropped_;  // the first of ten keeps its names
        const std::int64_t tens = name / ten_minutes;
        const std::int64_t rest = name % ten_minutes;
        const std::int64_t minutes = rest < dropped_ ? 0 : (rest - dropped_) / minute;
        name += dropped_ * (tens * 9 + minutes);
    }
    const std::int64_t total_s = name / count_;
    return fmt::format("{:02}:{:02}:{:02}{}{:02}", total_s / 3600, total_s / 60 % 60, total_s % 60, drops() ? ';' : ':',
                       name % count_);
}

}  // namespace takt::timeline
