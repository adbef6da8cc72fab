// SPDX-License-Identifier: GPL-3.0-or-later
// The ways progress is shown on stderr: a bar on a terminal, plain lines otherwise, ndjson for programs, or nothing.
#pragma once

#include "takt/progress.h"

#include "cli/invocation.h"

#include <memory>

namespace takt::cli {

/// Auto: a bar when stderr is a terminal, else plain lines.
[[nodiscard]] std::unique_ptr<Progress> make_progress(ProgressStyle style, bool quiet);

}  // namespace takt::cli
