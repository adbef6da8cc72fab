// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as text (RFC 4648, with padding), for pictures inside of documents.
#pragma once

#include <string>
#include <string_view>

namespace takt {

[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace takt
