// SPDX-License-Identifier: GPL-3.0-or-later
// What a turn changed, by comparing the states before and after (contract, section 8.1). Pure.
#pragma once

#include "takt/backend.h"

#include <string>
#include <vector>

namespace takt::flow {

/// Lines for people; empty when nothing changed. Timestamps do not count.
[[nodiscard]] std::vector<std::string> changes_between(const SessionState& before, const SessionState& after);

/// Tracks that appeared although `request` names nothing of their kind: music, titles. Lines for people.
[[nodiscard]] std::vector<std::string> unasked_additions(const std::string& request, const SessionState& before,
                                                         const SessionState& after);

/// A state as the journal keeps it for the comparison after a crash.
[[nodiscard]] std::string baseline_to_json(const SessionState& state);
/// Throws Corrupt.
[[nodiscard]] SessionState baseline_from_json(const std::string& text);

}  // namespace takt::flow
