// SPDX-License-Identifier: GPL-3.0-or-later
// The small JSON that the command line itself speaks: progress lines, the error document, doctor's findings.
#pragma once

#include "takt/backend.h"
#include "takt/error.h"

#include "cli/doctor.h"
#include "flow/converse.h"
#include "flow/message.h"
#include "jobs/revisions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::cli {

/// One line of `--progress ndjson`, without its newline.
[[nodiscard]] std::string progress_line(std::string_view event, std::string_view phase, std::int64_t done,
                                        std::int64_t total, std::string_view unit);
/// takt.error/1
[[nodiscard]] std::string error_document(const Error& error);
/// takt.status/1; `session` is absent before the first one is open, `link` where there is no browser page.
[[nodiscard]] std::string status_document(const std::optional<SessionId>& session, const SessionState& state,
                                          const std::vector<std::string>& unfinished,
                                          const std::optional<std::string>& link);
/// takt.credits/1
[[nodiscard]] std::string credits_document(const std::string& place, const Credits& credits);
/// takt.upload/1
[[nodiscard]] std::string upload_document(const SessionId& session, const std::vector<Asset>& assets);
/// takt.turn/1, in one line: a conversation is a stream of them.
[[nodiscard]] std::string turn_document(const flow::TurnReport& report);
/// takt.history/1
[[nodiscard]] std::string history_document(const std::vector<jobs::RevisionRow>& revisions, std::int64_t current);
/// takt.diff/1
[[nodiscard]] std::string diff_document(std::int64_t before, std::int64_t after,
                                        const std::vector<std::string>& changes);
/// takt.handoff/1
[[nodiscard]] std::string hand_off_document(const flow::HandOffEstimate& estimate, const std::string& service);
/// takt.doctor/1
[[nodiscard]] std::string doctor_document(const std::vector<Finding>& findings);

}  // namespace takt::cli
