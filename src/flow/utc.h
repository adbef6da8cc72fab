// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's time stamps.
#pragma once

#include <chrono>
#include <string>

namespace takt::flow {

/// "2024-05-01 12:00:00", UTC. Throws Corrupt for anything else.
[[nodiscard]] std::chrono::system_clock::time_point time_from_utc(const std::string& text);

}  // namespace takt::flow
