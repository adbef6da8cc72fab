// SPDX-License-Identifier: GPL-3.0-or-later
// A finished render on its way into the project: fetched under a hidden name, measured, and only then given its own.
#pragma once

#include "flow/poll.h"

#include <filesystem>

namespace takt::flow {

struct Names {
    std::filesystem::path file;
    std::filesystem::path report;  ///< takt.verify/1
};

/// Fetches what is not here yet, measures it and puts it in place. Throws VerificationFailed, keeping the file as
/// <name>.unverified.mp4 and giving the render up; Network when what a service sent is no video, which is fetched anew
/// the next time; and what fetching throws.
[[nodiscard]] Verification put_in_place(const Rendered& rendered, const RenderOptions& options, const Names& names,
                                        const Project& project, const Place& place, Progress& progress,
                                        const std::stop_token& stop);

/// Removes what earlier runs fetched for renders that nobody waits for any more.
void remove_stale_fetches(const Project& project, const jobs::Journal& journal);

}  // namespace takt::flow
