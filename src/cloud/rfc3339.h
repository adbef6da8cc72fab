// SPDX-License-Identifier: GPL-3.0-or-later
// Points in time as the service and our token files write them: "2026-03-18T00:00:00Z" (RFC 3339).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace takt::cloud {

/// Fractions of a second are dropped; without a zone it is UTC. Absent when the text is anything else.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> time_from_rfc3339(std::string_view text);
/// In UTC, whole seconds.
[[nodiscard]] std::string time_to_rfc3339(std::chrono::system_clock::time_point time);

}  // namespace takt::cloud
