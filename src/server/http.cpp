// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http.h"

#include "server/header_value.h"

#include <algorithm>

namespace takt::server {

std::string_view RequestHead::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const Header& header) { return same_text(header.name, name); });
    return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

}  // namespace takt::server
