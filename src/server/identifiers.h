// SPDX-License-Identifier: GPL-3.0-or-later
// Names that nobody can guess, from the system's random source: tokens, ids, keys of download addresses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace takt::server {

/// `bytes` random bytes as twice as many hex digits.
[[nodiscard]] std::string random_hex(std::size_t bytes);
/// "xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx"
[[nodiscard]] std::string random_uuid();
/// 19 decimal digits that fit a signed 64-bit integer, and no double: clients must keep it a string.
[[nodiscard]] std::string random_session_id();
/// Takes the same time wherever the two differ.
[[nodiscard]] bool same_secret(std::string_view one, std::string_view other);

}  // namespace takt::server
