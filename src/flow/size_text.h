// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes for people, in decimal units as file managers and the service count them.
#pragma once

#include <cstdint>
#include <string>

namespace takt::flow {

/// "812 B", "3.2 kB", "41.7 MB", "1.2 GB".
[[nodiscard]] std::string size_text(std::int64_t bytes);

}  // namespace takt::flow
