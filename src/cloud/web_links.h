// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses for a person's browser. None ever holds an API token.
#pragma once

#include <optional>
#include <string>

namespace takt::cloud {

/// Where an anonymous user makes the account their own; absent for any other user.
[[nodiscard]] std::optional<std::string> registration_link(const std::string& web_url, const std::string& user_id);
/// Where a session is shown; absent when `claim_token` is empty or a token of the API, which belongs into no address.
[[nodiscard]] std::optional<std::string> claim_link(const std::string& web_url, const std::string& claim_token);

}  // namespace takt::cloud
