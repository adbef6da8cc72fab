// SPDX-License-Identifier: GPL-3.0-or-later
// What every request's head must satisfy before the service sees it: one Host that is ours, an Origin that is ours (a
// web page elsewhere must not reach this server through its reader's browser, nor by a name that it points here), and a
// body whose length cannot be read in two ways.
#pragma once

#include "server/http.h"
#include "server/refusal.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::server {

enum class HttpVersion { Http10, Http11 };

/// "localhost", "localhost:8080", "[::1]:80", with any port. `hosts` come without a port, IPv6 with or without
/// brackets.
[[nodiscard]] bool is_allowed_host(std::string_view authority, const std::vector<std::string>& hosts);

/// Why this head is turned down; absent when it may pass.
[[nodiscard]] std::optional<Refusal> refuse_head(const RequestHead& head, HttpVersion version,
                                                 const std::vector<std::string>& hosts);

}  // namespace takt::server
