// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/web_links.h"

#include "net/url.h"

#include <fmt/format.h>

#include <string_view>

namespace takt::cloud {
namespace {

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || std::string_view("-._~").find(c) != std::string_view::npos) {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    return encoded;
}

}  // namespace

std::optional<std::string> registration_link(const std::string& web_url, const std::string& user_id) {
    if (!user_id.starts_with("anon_")) return std::nullopt;
    return net::join_url(web_url, "register?bind=" + percent_encoded(user_id));
}

std::optional<std::string> claim_link(const std::string& web_url, const std::string& claim_token) {
    if (claim_token.empty() || claim_token.starts_with("nmv_usr_")) return std::nullopt;
    return net::join_url(web_url, "workspace/claim?ct=" + percent_encoded(claim_token));
}

}  // namespace takt::cloud
