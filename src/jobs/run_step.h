// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a job: done once, then skipped for as long as its output stays what was recorded.
#pragma once

#include "jobs/journal.h"

#include <filesystem>
#include <functional>
#include <string>

namespace takt::jobs {

/// Writes the step's output, whole or not at all, and returns the step's detail as JSON.
using Work = std::function<std::string()>;

/// Calls `work` and records the step, unless `key` is recorded with this `output` and the file still has the recorded
/// size and hash. Returns whether `work` ran. A crash between work and record repeats the work, never skips it.
bool run_step(Journal& journal, const StepKey& key, const std::filesystem::path& output, const Work& work);

}  // namespace takt::jobs
