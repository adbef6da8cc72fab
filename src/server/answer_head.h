// SPDX-License-Identifier: GPL-3.0-or-later
// The head of an answer as bytes: status line, what every answer of ours carries, and the answer's own headers.
#pragma once

#include "server/http.h"

#include <string>
#include <string_view>
#include <vector>

namespace takt::server {

enum class After { KeepAlive, Close };

inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// Line breaks inside a header's value become spaces: no answer can be split by what a value carries.
[[nodiscard]] std::string answer_head(int status, const std::vector<Header>& headers, After after);

}  // namespace takt::server
