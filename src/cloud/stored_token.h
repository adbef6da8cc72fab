// SPDX-License-Identifier: GPL-3.0-or-later
// A token between two runs of the program: one file of mode 0600 a service, which no other service's token is read
// from.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace takt::cloud {

struct StoredToken {
    std::string service;  ///< net::origin_of the API
    std::string token;
    std::string user_id;  ///< may be empty
    std::chrono::system_clock::time_point expires_at;
};

/// Safe to be sent in a header: printable ASCII without spaces, of a sensible length.
[[nodiscard]] bool is_sendable_secret(const std::string& text);

[[nodiscard]] std::filesystem::path token_file(const std::filesystem::path& folder, const std::string& service);
/// Absent when there is none, or the file holds anything but a token of `service`. Throws Permission.
[[nodiscard]] std::optional<StoredToken> load_token(const std::filesystem::path& file, const std::string& service);
/// Throws Permission or DiskFull.
void store_token(const std::filesystem::path& file, const StoredToken& token);

}  // namespace takt::cloud
