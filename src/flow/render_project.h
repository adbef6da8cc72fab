// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt render` does, over any Backend: the project's files into a session, the request into a draft, the draft
// into a file; then the file is measured, and only a file that passes gets its name. A finished render with the same
// request, settings and inputs is found in the journal and not made again.
#pragma once

#include "takt/backend.h"
#include "takt/progress.h"
#include "takt/verify.h"

#include "flow/project.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::jobs {
class Journal;
}

namespace takt::flow {

struct RenderOrder {
    std::string prompt;  ///< empty: a music video, or music under the clip when there is one clip
    EditSettings settings;
    RenderOptions options;
    std::optional<std::filesystem::path> output;  ///< absent: render/<name>.mp4 in the project
    bool dry_run = false;                         ///< stop at the draft
    bool force = false;                           ///< render again although it is done
};

struct RenderedProject {
    std::string prompt;                         ///< as used
    std::optional<Draft> draft;                 ///< absent when an earlier render was found
    std::vector<std::string> notes;             ///< what the editor said
    std::optional<std::filesystem::path> file;  ///< absent in a dry run
    std::filesystem::path report;
    std::optional<Verification> verification;  ///< absent in a dry run and when reused
    bool reused = false;
};

/// The request that stands for none.
[[nodiscard]] std::string default_prompt(const Project& project);

/// Throws NotFound (prepared files are gone), EditUnclear, RenderFailed, VerificationFailed, DiskFull, Permission,
/// Interrupted.
[[nodiscard]] RenderedProject render_project(const Project& project, const RenderOrder& order, Backend& backend,
                                             jobs::Journal& journal, Progress& progress, std::stop_token stop = {});

}  // namespace takt::flow
