// SPDX-License-Identifier: GPL-3.0-or-later
// What faults do to answers: some take the place of one, some change its words, some the way it travels. The faults of
// a turn's stream stand in turn_manner.h. Pure.
#pragma once

#include "server/faults.h"
#include "server/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// The answer that a fault gives before anything is done; absent when none does.
[[nodiscard]] std::optional<Answer> answer_instead(const FaultSet& faults, bool strict);

/// Changes what was answered, and how it travels.
void disturb(Answer& answer, const FaultSet& faults);

// On JSON texts; what is no such text stays as it is.
/// `message` becomes `msg`.
[[nodiscard]] std::string with_msg(const std::string& body);
/// Of an upload: session_state_applied is false.
[[nodiscard]] std::string not_applied(const std::string& body);
/// Of a state: its draft, as the faults of a state say.
[[nodiscard]] std::string with_odd_draft(const std::string& body, const FaultSet& faults);

}  // namespace takt::server
