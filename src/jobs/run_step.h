// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a job: done once, then skipped for as long as its output stays what was recorded.
#pragma once

#include "jobs/journal.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace takt::jobs {

/// Whether `key` is recorded with this `output` and the file still has the recorded size and hash.
[[nodiscard]] bool is_done(const Journal& journal, const StepKey& key, const std::filesystem::path& output);

/// Records a step whose output stands there. Throws Internal when it does not.
void record_done(Journal& journal, const StepKey& key, const std::filesystem::path& output,
                 std::string_view detail_json);

/// Writes the step's output, whole or not at all, and returns the step's detail as JSON.
using Work = std::function<std::string()>;

/// Calls `work` and records the step, unless it is done. Returns whether `work` ran. A crash between work and record
/// repeats the work, never skips it.
bool run_step(Journal& journal, const StepKey& key, const std::filesystem::path& output, const Work& work);

}  // namespace takt::jobs
