// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/json_reading.h"

#include "takt/error.h"

#include "api/plain_text.h"
#include "api/raw_json.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace takt::api {
namespace {

const Json kNull;

/// The number of a \uXXXX that `text` begins with.
std::optional<unsigned> escaped_unit(std::string_view text) {
    unsigned unit = 0;
    if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    if (error != std::errc{} || end != text.data() + 6) return std::nullopt;
    return unit;
}

/// Bytes of the escape sequence that `text` begins with; 0 for half a surrogate pair.
std::size_t escape_bytes(std::string_view text) {
    const std::optional<unsigned> unit = escaped_unit(text);
    if (!unit) return std::min<std::size_t>(text.size(), 2);
    if (*unit < 0xD800 || *unit > 0xDFFF) return 6;
    const std::optional<unsigned> second = escaped_unit(text.substr(6));
    return *unit < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF ? 12 : 0;
}

std::string repaired(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const bool escape = text[0] == '\\';
        std::size_t bytes = escape ? escape_bytes(text) : character_bytes(text);
        if (bytes == 0) {
            result += "\uFFFD";
            bytes = escape ? 6 : 1;
        } else {
            result += text.substr(0, bytes);
        }
        text.remove_prefix(bytes);
    }
    return result;
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
    if (too_deep(text)) return std::nullopt;
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) json = Json::parse(repaired(text), nullptr, false);
    if (json.is_discarded()) return std::nullopt;
    return json;
}

const Json& field(const Json& object, Names names) {
    if (!object.is_object()) return kNull;
    for (const char* name : names) {
        const auto found = object.find(name);
        if (found != object.end() && !found->is_null()) return *found;
    }
    return kNull;
}

std::optional<std::string> as_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return value.dump();
    return std::nullopt;
}

std::optional<double> as_number(const Json& value) {
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

std::optional<std::int64_t> as_integer(const Json& value) {
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        constexpr double kExact = 9007199254740992;  // 2^53
        if (number != std::floor(number) || std::fabs(number) > kExact) return std::nullopt;
        return static_cast<std::int64_t>(number);
    }
    const std::optional<std::string> digits = as_text(value);
    if (!digits) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), number);
    if (error != std::errc{} || end != digits->data() + digits->size()) return std::nullopt;
    return number;
}

std::string text_in(const Json& object, Names names) {
    for (const char* name : names) {
        if (std::optional<std::string> text = as_text(field(object, {name}))) return *std::move(text);
    }
    return {};
}

const Json& payload(const Json& body) {
    const Json& data = field(body, {"data"});
    return data.is_object() ? data : body;
}

const Json& answer_field(const Json& body, Names names) {
    const Json& inside = field(payload(body), names);
    return inside.is_null() ? field(body, names) : inside;
}

Json parse_answer(std::string_view body, std::string_view subject) {
    std::optional<Json> json = parse_json(body);
    if (!json || !json->is_object()) {
        throw Error(ErrorCode::Network,
                    fmt::format("{}: the service's answer is no JSON object; run the same command again, or check "
                                "NEMO_API_URL",
                                subject));
    }
    return *std::move(json);
}

void throw_missing(std::string_view subject, std::string_view name) {
    throw Error(ErrorCode::Network,
                fmt::format("{}: the service's answer has no {}; run the same command again, or check NEMO_API_URL",
                            subject, name));
}

Json parse_order(std::string_view body, std::string_view subject) {
    std::optional<Json> json = parse_json(body);
    if (!json || !json->is_object()) {
        throw Error(ErrorCode::Usage, fmt::format("{}: the body is no JSON object; send one", subject));
    }
    return *std::move(json);
}

void throw_bad_field(std::string_view name, std::string_view expected) {
    throw Error(ErrorCode::Usage, fmt::format("{0}: missing or of another type; send {0} as {1}", name, expected));
}

std::string dumped(const OrderedJson& json) {
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string json_string(std::string_view text) {
    return dumped(OrderedJson(text));
}

std::string enveloped(std::string_view data_json) {
    return fmt::format(R"({{"code":0,"data":{}}})", data_json);
}

}  // namespace takt::api
