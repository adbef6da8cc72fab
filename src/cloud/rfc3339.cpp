// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/rfc3339.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace takt::cloud {
namespace {

using std::chrono::system_clock;

/// Reads a text from left to right; the first thing that is not there makes the whole reading fail.
class Reading {
public:
    explicit Reading(std::string_view text) : rest_(text) {}

    /// Exactly so many digits.
    int number(std::size_t digits) {
        int value = 0;
        const std::string_view text = rest_.substr(0, digits);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool good = text.size() == digits && error == std::errc{} && end == text.data() + text.size();
        if (!good || text.front() == '-') good_ = false;
        rest_.remove_prefix(text.size());
        return value;
    }
    bool next_is(std::string_view any_of) const { return !rest_.empty() && any_of.find(rest_[0]) != any_of.npos; }
    char sign(std::string_view any_of) {
        if (!next_is(any_of)) {
            good_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    void skip_digits() { rest_.remove_prefix(std::min(rest_.find_first_not_of("0123456789"), rest_.size())); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] bool good() const { return good_; }

private:
    std::string_view rest_;
    bool good_ = true;
};

std::chrono::minutes zone_of(Reading& reading) {
    if (reading.at_end()) return {};
    const char sign = reading.sign("Zz+-");
    if (sign != '+' && sign != '-') return {};
    std::chrono::minutes zone = std::chrono::hours{reading.number(2)};
    reading.sign(":");
    zone += std::chrono::minutes{reading.number(2)};
    return sign == '-' ? -zone : zone;
}

}  // namespace

std::optional<system_clock::time_point> time_from_rfc3339(std::string_view text) {
    using namespace std::chrono;
    Reading reading(text);
    const int y = reading.number(4);
    reading.sign("-");
    const int m = reading.number(2);
    reading.sign("-");
    const int d = reading.number(2);
    reading.sign("Tt ");
    const int hour = reading.number(2);
    reading.sign(":");
    const int minute = reading.number(2);
    reading.sign(":");
    const int second = reading.number(2);
    if (reading.next_is(".")) {
        reading.sign(".");
        reading.skip_digits();
    }
    const minutes zone = zone_of(reading);
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (!reading.good() || !reading.at_end() || !date.ok() || y < 1970 || y > 2200) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return sys_days{date} + hours{hour} + minutes{minute} + seconds{second} - zone;
}

std::string time_to_rfc3339(system_clock::time_point time) {
    using namespace std::chrono;
    const sys_days day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<seconds>(time) - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace takt::cloud
