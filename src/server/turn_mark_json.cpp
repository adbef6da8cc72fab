// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turns.h"

#include <nlohmann/json.hpp>

namespace takt::server {

using Json = nlohmann::ordered_json;

std::string turn_mark_to_json(const TurnMark& mark) {
    return Json{{"message", mark.message}, {"draft_fingerprint", mark.draft_fingerprint}}.dump();
}

std::optional<TurnMark> turn_mark_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.value("message", Json()).is_number_integer()) return std::nullopt;
    if (!json.value("draft_fingerprint", Json()).is_string()) return std::nullopt;
    return TurnMark{.message = json["message"], .draft_fingerprint = json["draft_fingerprint"]};
}

}  // namespace takt::server
