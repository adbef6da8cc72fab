// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "flow/comparable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace takt::flow {
namespace {

using Json = nlohmann::json;  // sorted keys

// Lower case, without "_". Not "ts": that is where a segment starts.
constexpr std::array<std::string_view, 12> kTimeStamps = {
    "timestamp",    "updatedat",  "createdat",  "updatetime",  "createtime", "modifiedat",
    "lastmodified", "modifytime", "lastupdate", "lastupdated", "updated",    "expiresat",
};

bool is_time_stamp(const std::string& key) {
    std::string bare;
    for (const char c : key) {
        if (c != '_') bare += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return std::find(kTimeStamps.begin(), kTimeStamps.end(), bare) != kTimeStamps.end();
}

void strip(Json& json) {
    if (json.is_object()) {
        for (auto field = json.begin(); field != json.end();) {
            field = is_time_stamp(field.key()) ? json.erase(field) : std::next(field);
        }
    } else if (json.is_string()) {
        const std::string& text = json.get_ref<const std::string&>();
        if (text.starts_with("http://") || text.starts_with("https://")) json = text.substr(0, text.find('?'));
    }
    if (json.is_structured()) {
        for (Json& value : json) strip(value);
    }
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_empty(const Json& json) {
    return json.is_null() || json == "" || (json.is_structured() && json.empty());
}

}  // namespace

std::string comparable(const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return text;
    strip(json);
    return dumped(json);
}

std::map<std::string, std::string> comparable_fields(const std::string& text) {
    if (text.empty()) return {};
    const std::string stripped = comparable(text);
    const Json json = Json::parse(stripped, nullptr, false);
    if (json.is_discarded()) return {{"", stripped}};
    if (is_empty(json)) return {};
    if (!json.is_object()) return {{"", stripped}};
    std::map<std::string, std::string> fields;
    for (const auto& [key, value] : json.items()) {
        if (!is_empty(value)) fields[key] = dumped(value);
    }
    return fields;
}

std::optional<Draft> readable_draft(const std::string& draft_json) {
    try {  // a parser's boundary: what it cannot read is an answer here
        return draft_from_json(draft_json);
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace takt::flow
