// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts.h"

#include <nlohmann/json.hpp>

namespace takt::server {

using Json = nlohmann::ordered_json;

std::string account_to_json(const Account& account) {
    return Json{{"user_id", account.user_id},
                {"token", account.token},
                {"expires_s", account.expires.time_since_epoch().count()}}
        .dump();
}

std::optional<Account> account_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.value("expires_s", Json()).is_number_integer()) return std::nullopt;
    if (!json.value("user_id", Json()).is_string() || !json.value("token", Json()).is_string()) return std::nullopt;
    return Account{.user_id = json["user_id"],
                   .token = json["token"],
                   .expires = std::chrono::sys_seconds(std::chrono::seconds(json["expires_s"].get<std::int64_t>()))};
}

}  // namespace takt::server
