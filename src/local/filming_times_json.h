// SPDX-License-Identifier: GPL-3.0-or-later
// When the project's clips were filmed: prepared files no longer tell, the project's own document still does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace takt::local {

/// Seconds of UTC since 1970 by the address of the prepared file. A clock without a time zone counts as UTC. What
/// cannot be read is left out: filming times are a convenience.
[[nodiscard]] std::map<std::string, std::int64_t> filming_times(const std::filesystem::path& root);

/// "2024-05-01T12:00:00+0200", "2024:05:01 12:00:00"; absent when it is neither.
[[nodiscard]] std::optional<std::int64_t> utc_seconds(const std::string& written);

}  // namespace takt::local
