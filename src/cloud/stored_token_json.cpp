// SPDX-License-Identifier: GPL-3.0-or-later
// The document takt.token/1.
#include "base/atomic_file.h"
#include "cloud/rfc3339.h"
#include "cloud/stored_token.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace takt::cloud {
namespace {

using Json = nlohmann::json;

constexpr const char* kSchema = "takt.token/1";
constexpr std::size_t kMaxFileBytes = 64U << 10U;
constexpr std::size_t kMaxSecretBytes = 8U << 10U;

std::string text(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<StoredToken> token_from_json(const std::string& bytes) {
    const Json object = Json::parse(bytes, nullptr, false);
    if (!object.is_object() || text(object, "schema") != kSchema) return std::nullopt;
    const auto expires_at = time_from_rfc3339(text(object, "expires_at"));
    if (!expires_at) return std::nullopt;
    return StoredToken{text(object, "service"), text(object, "token"), text(object, "user_id"), *expires_at};
}

}  // namespace

bool is_sendable_secret(const std::string& text) {
    return !text.empty() && text.size() <= kMaxSecretBytes &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

std::filesystem::path token_file(const std::filesystem::path& folder, const std::string& service) {
    std::string name = service;
    std::ranges::replace_if(
        name,
        [](char c) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
            return !plain;
        },
        '_');
    return folder / (name + ".json");
}

std::optional<StoredToken> load_token(const std::filesystem::path& file, const std::string& service) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    if (unknown || size > kMaxFileBytes) return std::nullopt;
    const auto token = token_from_json(read_file(file, kMaxFileBytes));
    if (!token || token->service != service || !is_sendable_secret(token->token)) return std::nullopt;
    return token;
}

void store_token(const std::filesystem::path& file, const StoredToken& token) {
    const Json object = {{"schema", kSchema},
                         {"service", token.service},
                         {"token", token.token},
                         {"user_id", token.user_id},
                         {"expires_at", time_to_rfc3339(token.expires_at)}};
    // A user id may be any bytes; a token was checked.
    write_file(file, object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n", true);
}

}  // namespace takt::cloud
