// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/stated.h"

#include <nlohmann/json.hpp>

namespace takt::flow {

Stated stated_in(const std::string& draft_json) {
    using Json = nlohmann::json;
    const Json draft = Json::parse(draft_json, nullptr, false);
    if (!draft.is_object()) return {};
    const Json meta = draft.value("m", Json());
    if (!meta.is_object()) return {};
    const auto is_number = [&](const char* key) { return meta.value(key, Json()).is_number(); };
    return {.canvas = is_number("width") && is_number("height"), .rate = meta.value("rate", Json()).is_object()};
}

}  // namespace takt::flow
