// SPDX-License-Identifier: GPL-3.0-or-later
// libav's return codes and log, as ours: a negative code becomes takt::Error and takes libav's last log line with it.
#pragma once

#include "takt/error.h"

#include <string>
#include <string_view>

namespace takt::av {

/// Sends libav's log to takt's (debug level) and remembers, per thread, the last warning or error. Idempotent.
void install_log();

/// The last warning or error libav logged on this thread since the last call; empty when none.
[[nodiscard]] std::string take_last_log_line();

/// Throws when `rc` is negative: DiskFull, Permission or NotFound for those errno values, Interrupted for a stop,
/// else `otherwise`. The message is "subject: cannot <what>: <why>".
int check(int rc, std::string_view what, std::string_view subject = {}, ErrorCode otherwise = ErrorCode::Corrupt);

}  // namespace takt::av
