// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sessions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace takt::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kTexts{"task_id", "owner", "task_name", "language", "behind", "claim_token"};

}  // namespace

std::string session_to_json(const Session& session) {
    return Json{{"task_id", session.task_id},
                {"owner", session.owner},
                {"task_name", session.task_name},
                {"language", session.language},
                {"behind", session.behind.value},
                {"claim_token", session.claim_token},
                {"claim_expires_s", session.claim_expires.time_since_epoch().count()}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Session> session_from_json(const std::string& id, const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.value("claim_expires_s", Json()).is_number_integer()) return std::nullopt;
    const bool whole =
        std::ranges::all_of(kTexts, [&](const char* key) { return json.value(key, Json()).is_string(); });
    if (!whole) return std::nullopt;
    return Session{
        .id = id,
        .task_id = json["task_id"],
        .owner = json["owner"],
        .task_name = json["task_name"],
        .language = json["language"],
        .behind = {json["behind"]},
        .claim_token = json["claim_token"],
        .claim_expires = std::chrono::sys_seconds(std::chrono::seconds(json["claim_expires_s"].get<std::int64_t>()))};
}

}  // namespace takt::server
