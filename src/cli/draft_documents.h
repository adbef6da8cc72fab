// SPDX-License-Identifier: GPL-3.0-or-later
// A draft for other eyes: the storyboard, and the timeline of another editor.
#pragma once

#include "takt/draft.h"

#include "cli/commands.h"
#include "flow/project.h"

#include <filesystem>
#include <optional>
#include <string>

namespace takt::cli {

/// `draft` with the project's own files as sources. The ending of `file` says which form.
void draw_storyboard(const Draft& draft, const flow::Project& project, const std::filesystem::path& file,
                     const Surroundings& with);

/// `format` is otio, fcpxml, edl or csv. Without `file` on stdout.
void write_timeline(const Draft& draft, const flow::Project& project, const std::string& format,
                    const std::optional<std::filesystem::path>& file, const Surroundings& with);

}  // namespace takt::cli
