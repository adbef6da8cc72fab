// SPDX-License-Identifier: GPL-3.0-or-later
// Time as takt counts it: Ms on the draft's timeline, Us on a media file's presentation timeline.
// Container ticks exist only inside `av`. Frame n is always derived from n, never from an accumulated sum.
#pragma once

#include <chrono>
#include <cstdint>

namespace takt {

using Ms = std::chrono::duration<std::int64_t, std::milli>;
using Us = std::chrono::duration<std::int64_t, std::micro>;

/// Half-open [begin, end).
struct TimeRange {
    Us begin{};
    Us end{};
    [[nodiscard]] constexpr Us duration() const { return end - begin; }
    [[nodiscard]] constexpr bool contains(Us time) const { return begin <= time && time < end; }
    bool operator==(const TimeRange&) const = default;
};

/// Frames per second as an exact ratio; 30000/1001 is a rate, 29.97 is not.
struct FrameRate {
    int num = 30;
    int den = 1;
    [[nodiscard]] constexpr double fps() const { return static_cast<double>(num) / den; }
    bool operator==(const FrameRate&) const = default;
};

/// Begin of frame `n`, rounded to the nearest microsecond.
[[nodiscard]] constexpr Us frame_time(std::int64_t n, FrameRate rate) {
    const std::int64_t numerator = n * 1'000'000 * rate.den;
    return Us{(numerator + (n < 0 ? -rate.num : rate.num) / 2) / rate.num};
}

/// The frame whose begin is nearest to `time`.
[[nodiscard]] constexpr std::int64_t nearest_frame(Us time, FrameRate rate) {
    const std::int64_t denominator = 1'000'000LL * rate.den;
    const std::int64_t scaled = time.count() * rate.num;
    return (scaled + (scaled < 0 ? -denominator : denominator) / 2) / denominator;
}

[[nodiscard]] constexpr double seconds(Us time) {
    return static_cast<double>(time.count()) / 1e6;
}
[[nodiscard]] constexpr Us from_seconds(double s) {
    return Us{static_cast<std::int64_t>(s * 1e6 + (s < 0 ? -0.5 : 0.5))};
}
/// Nearest millisecond; draft times are whole milliseconds.
[[nodiscard]] constexpr Ms to_ms(Us time) {
    return Ms{(time.count() + (time.count() < 0 ? -500 : 500)) / 1000};
}

}  // namespace takt
