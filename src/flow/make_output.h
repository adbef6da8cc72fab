// SPDX-License-Identifier: GPL-3.0-or-later
// From a decision to files: the prepared file in media/, and what was learned from it in analysis/. Used by prepare,
// for several inputs at once.
#pragma once

#include "flow/decision.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace takt::flow {

/// Carries out `decision.plan` and returns the item with everything that was seen on the way. Throws as `execute` does.
[[nodiscard]] PreparedItem make_output(Decision decision, const std::filesystem::path& output, const Project& project,
                                       const PrepareRequest& request, Progress& progress, const std::stop_token& stop);

/// The beats of a song, and what `request` wants of a clip: whatever does not stand in analysis/ yet. `content` is the
/// fingerprint of the input it was made from.
void analyse_output(PreparedItem& item, const std::string& content, const Project& project,
                    const PrepareRequest& request, Progress& progress, const std::stop_token& stop);

}  // namespace takt::flow
