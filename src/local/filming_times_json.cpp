// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/filming_times_json.h"

#include "base/atomic_file.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cctype>
#include <chrono>

namespace takt::local {
namespace {

using Json = nlohmann::json;

/// Takes a number of up to `digits` digits off the front of `text`, and what divides it from the next.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    std::size_t length = 0;
    int number = 0;
    while (length < digits && length < text.size() && std::isdigit(static_cast<unsigned char>(text[length])) != 0) {
        number = 10 * number + (text[length++] - '0');
    }
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    if (!text.empty() && std::string_view(":-T ").find(text.front()) != std::string_view::npos && digits == 2)
        text.remove_prefix(1);
    return number;
}

/// "+0200", "-07:00", "Z" or nothing, behind a fraction of a second that does not matter.
std::chrono::seconds zone_of(std::string_view text) {
    const std::size_t sign = text.find_first_of("+-");
    if (sign == std::string_view::npos) return {};
    const bool west = text[sign] == '-';
    text.remove_prefix(sign + 1);
    const auto hours = take_number(text, 2);
    const auto minutes = take_number(text, 2);
    const std::chrono::seconds ahead =
        std::chrono::hours{hours.value_or(0)} + std::chrono::minutes{minutes.value_or(0)};
    return west ? -ahead : ahead;
}

}  // namespace

std::optional<std::int64_t> utc_seconds(const std::string& written) {
    std::string_view rest = written;
    const auto year = take_number(rest, 4);
    if (!rest.empty()) rest.remove_prefix(1);
    std::array<int, 5> parts{};
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        const auto part = take_number(rest, 2);
        if (!part) return std::nullopt;
        parts[i] = *part;
    }
    // The zone stands right behind the seconds: its sign is not taken for a divider.
    parts[4] = take_number(rest, 3).value_or(0);
    const std::chrono::year_month_day day{std::chrono::year{year.value_or(0)},
                                          std::chrono::month{static_cast<unsigned>(parts[0])},
                                          std::chrono::day{static_cast<unsigned>(parts[1])}};
    if (!year || !day.ok() || parts[2] > 23 || parts[3] > 59 || parts[4] > 60) return std::nullopt;
    const auto time = std::chrono::sys_days{day} + std::chrono::hours{parts[2]} + std::chrono::minutes{parts[3]} +
                      std::chrono::seconds{parts[4]} - zone_of(rest);
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::map<std::string, std::int64_t> filming_times(const std::filesystem::path& root) {
    std::map<std::string, std::int64_t> times;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(root / "project.json", ignored)) return times;
    const Json project = Json::parse(read_file(root / "project.json"), nullptr, false);
    if (!project.is_object() || !project.value("inputs", Json()).is_array()) return times;
    const auto text_at = [](const Json& json, const char* pointer) {
        const Json found = json.value(Json::json_pointer(pointer), Json());
        return found.is_string() ? found.get<std::string>() : std::string();
    };
    for (const Json& input : project["inputs"]) {
        if (!input.is_object()) continue;
        const std::string path = text_at(input, "/output/path");
        const auto time = utc_seconds(text_at(input, "/probe/device/creation_time"));
        if (!path.empty() && time) times[path] = *time;
    }
    return times;
}

}  // namespace takt::local
