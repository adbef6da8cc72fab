// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt status`, `credits` and `upload` do, and a chat does by the same words.
#pragma once

#include "cli/commands.h"
#include "cli/workplace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::cli {

void show_status(const flow::Project& project, jobs::Journal& journal, const Workplace& workplace,
                 const Surroundings& with);
/// `service` is null for the local backend.
void show_credits(const Workplace* service, const Surroundings& with);
/// The project with `files` added and prepared, as it was when they cannot be: nothing leaves as the phone wrote it.
[[nodiscard]] flow::Project with_files(const std::vector<std::string>& files, jobs::Journal& journal,
                                       const Surroundings& with);
[[nodiscard]] bool is_address(const std::string& word);
/// Brings every prepared file and every address into the project's session.
void bring_and_show(const flow::Project& project, const std::vector<std::string>& addresses, jobs::Journal& journal,
                    const Workplace& workplace, const Surroundings& with);

}  // namespace takt::cli
