// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/fault_effects.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace takt::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kNoDoubleHoldsIt = 5'529'798'706'024'415'233;

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The object at `key`; null when there is none.
Json* object_in(Json& json, const char* key) {
    if (!json.is_object()) return nullptr;
    const auto found = json.find(key);
    return found != json.end() && found->is_object() ? &*found : nullptr;
}

void make_odd(Json& state, const FaultSet& faults) {
    if (faults.contains("draft_absent")) state.erase("draft");
    if (faults.contains("draft_null")) state["draft"] = nullptr;
    if (faults.contains("draft_empty")) state["draft"] = Json::object();
    if (!faults.contains("big_integers") && !faults.contains("unknown_tracks")) return;
    Json& draft = state["draft"];
    if (!draft.is_object()) draft = Json{{"t", Json::array()}, {"d", 1000}};
    if (faults.contains("big_integers")) draft["revision"] = kNoDoubleHoldsIt;
    if (!faults.contains("unknown_tracks")) return;
    if (!draft["t"].is_array()) draft["t"] = Json::array();
    const Json segment{{"s", 0}, {"d", 1000}, {"m", {{"name", "sparkles"}}}};
    draft["t"].push_back(Json{{"tt", 9}, {"sg", Json::array({segment})}});
}

}  // namespace

std::string with_msg(const std::string& body) {
    Json json = Json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("message")) return body;
    Json text = std::move(json["message"]);
    json.erase("message");
    json["msg"] = std::move(text);
    return text_of(json);
}

std::string not_applied(const std::string& body) {
    Json json = Json::parse(body, nullptr, false);
    Json* data = object_in(json, "data");
    if (data == nullptr) return body;
    (*data)["session_state_applied"] = false;
    return text_of(json);
}

std::string with_odd_draft(const std::string& body, const FaultSet& faults) {
    bool any = false;
    for (const char* name : {"big_integers", "unknown_tracks", "draft_null", "draft_empty", "draft_absent"}) {
        any = any || faults.contains(name);
    }
    if (!any) return body;
    Json json = Json::parse(body, nullptr, false);
    Json* data = object_in(json, "data");
    Json* state = data == nullptr ? nullptr : object_in(*data, "state");
    if (state == nullptr) return body;
    make_odd(*state, faults);
    return text_of(json);
}

}  // namespace takt::server
