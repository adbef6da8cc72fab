// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/size_text.h"

#include <fmt/format.h>

namespace takt::flow {

std::string size_text(std::int64_t bytes) {
    const auto count = static_cast<double>(bytes);
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 999'950) return fmt::format("{:.1f} kB", count / 1e3);
    if (bytes < 999'950'000) return fmt::format("{:.1f} MB", count / 1e6);
    return fmt::format("{:.1f} GB", count / 1e9);
}

}  // namespace takt::flow
