// SPDX-License-Identifier: GPL-3.0-or-later
// When the state is read again after a turn whose outcome nobody told, and what the readings mean (contract, section
// 8).
#pragma once

#include "flow/converse.h"

#include <optional>
#include <stop_token>

namespace takt::flow {

/// A turn may end before its changes can be seen: the state is read at once, then again after 3 s and 6 s, until it
/// differs from `before`.
[[nodiscard]] SessionState settled_state(const Conversation& with, const SessionState& before,
                                         const std::stop_token& stop);

/// The state of a session whose turn was lost `since` ago, read at 30, 90, 150, 210 and 270 s until it differs from
/// `before`; what is overdue is read at once. Absent when nothing changed. Throws Network when the last reading failed:
/// then it is not known.
[[nodiscard]] std::optional<SessionState> state_after_loss(const Conversation& with, const SessionState& before,
                                                           Ms since, const std::stop_token& stop);

}  // namespace takt::flow
