// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "server/faults.h"
#include "server/target.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace takt::server {
namespace {

using Json = nlohmann::json;

constexpr const char* kSchema = "takt.faults/1";
constexpr std::array<std::string_view, 3> kWithNumber{"cut_after_bytes", "delay_ms", "keep_alive_ms"};
constexpr std::array<std::string_view, 5> kKeys{"on", "what", "first", "times", "value"};
constexpr int kMaxCount = 1'000'000'000;

[[noreturn]] void complain(const std::string& place, const std::string& what) {
    throw Error(ErrorCode::Usage, fmt::format("{}: {}", place, what));
}

std::string text_in(const Json& json, const char* key, const std::string& place) {
    const auto found = json.find(key);
    if (found == json.end()) return {};
    if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
    if (!found->is_string()) complain(fmt::format("{}.{}", place, key), "is no text; put it in quotes");
    return found->get<std::string>();
}

int count_in(const Json& json, const char* key, int least, const std::string& place) {
    const auto found = json.find(key);
    if (found == json.end()) return 1;
    const bool fits = found->is_number_integer() && *found >= least && *found <= kMaxCount;
    if (!fits) complain(fmt::format("{}.{}", place, key), fmt::format("is no count; give a number from {} on", least));
    return found->get<int>();
}

bool is_fault(std::string_view name) {
    return std::ranges::any_of(fault_names(), [&](const FaultName& fault) { return fault.name == name; });
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 9 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Fault fault_of(const Json& json, const std::string& place) {
    if (!json.is_object()) complain(place, "is no object; write {\"on\":…,\"what\":…}");
    for (const auto& [key, value] : json.items()) {
        if (std::ranges::find(kKeys, key) == kKeys.end()) {
            complain(fmt::format("{}.{}", place, key), "is no field of a fault; use on, what, first, times, value");
        }
    }
    Fault fault{.on = text_in(json, "on", place),
                .what = text_in(json, "what", place),
                .first = count_in(json, "first", 1, place),
                .times = count_in(json, "times", 0, place),
                .value = text_in(json, "value", place)};
    if (fault.on != "*" && !is_route_name(fault.on)) {
        complain(place + ".on", fmt::format("'{}' is no route; use turn, upload, state, submit, poll, download, token, "
                                            "session, claim, credits, cancel, file, uploaded_file or *",
                                            fault.on));
    }
    if (!is_fault(fault.what)) {
        complain(place + ".what", fmt::format("'{}' is no fault; see the list in `man takt`", fault.what));
    }
    const bool needs_number = std::ranges::find(kWithNumber, fault.what) != kWithNumber.end();
    if (needs_number && !is_number(fault.value)) {
        complain(place + ".value", fmt::format("{} needs a number; give one of at most nine digits", fault.what));
    }
    return fault;
}

}  // namespace

std::vector<Fault> faults_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) complain("faults", "the file is no JSON object; see `man takt`");
    if (json.value("schema", Json()) != kSchema) {
        complain("faults.schema", fmt::format("is not {}; see `man takt`", kSchema));
    }
    const auto list = json.find("faults");
    if (list == json.end() || !list->is_array()) complain("faults.faults", "is no list; write \"faults\":[…]");
    std::vector<Fault> faults;
    for (const Json& fault : *list) faults.push_back(fault_of(fault, fmt::format("faults[{}]", faults.size())));
    return faults;
}

}  // namespace takt::server
