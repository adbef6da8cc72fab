// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/other_state.h"

#include <nlohmann/json.hpp>

namespace takt::cloud {
namespace {

using Json = nlohmann::json;

/// What is no JSON is compared as text.
Json value(const std::string& text) {
    if (text.empty()) return nullptr;
    Json parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? Json(text) : parsed;
}

}  // namespace

std::string other_state(const std::string& generated_json, const std::string& canvas_json) {
    if (generated_json.empty() && canvas_json.empty()) return {};
    const Json both = {{"generated_media", value(generated_json)}, {"canvas_config", value(canvas_json)}};
    return both.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace takt::cloud
