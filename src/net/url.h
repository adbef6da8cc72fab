// SPDX-License-Identifier: GPL-3.0-or-later
// The little of URLs that takt decides by: joining, and whether one may be spoken to.
#pragma once

#include <string>
#include <string_view>

namespace takt::net {

/// `base` (with or without a path and a slash at its end) and `path`, with exactly one slash between.
[[nodiscard]] std::string join_url(std::string_view base, std::string_view path);
/// http or https on localhost, 127.0.0.0/8 or [::1].
[[nodiscard]] bool is_loopback(std::string_view url);
/// Throws Usage, naming `subject`, unless `url` is https, or http on loopback, without user, password or fragment.
void require_safe_url(std::string_view url, std::string_view subject);
/// "https://host:port", for comparing and for file names; never with path or query.
[[nodiscard]] std::string origin_of(std::string_view url);
/// What `reference` (absolute or relative) means in an answer from `base`, without fragment; empty when it means
/// nothing or names a user.
[[nodiscard]] std::string resolve_url(std::string_view base, std::string_view reference);

}  // namespace takt::net
