// SPDX-License-Identifier: GPL-3.0-or-later
// Header values that carry parameters: `multipart/form-data; boundary="…"`, `form-data; name="files";
// filename="a.mov"`. Used for the head of a request and for the heads of its parts.
#pragma once

#include "server/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::server {

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_text(std::string_view a, std::string_view b);
/// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

struct HeaderValue {
    std::string value;  ///< as sent, before the first semicolon
    std::vector<Header> parameters;
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

/// Absent when it is malformed. In quotes, a backslash escapes a quote only: some browsers send Windows paths as they
/// are.
[[nodiscard]] std::optional<HeaderValue> parse_header_value(std::string_view text);

}  // namespace takt::server
