// SPDX-License-Identifier: GPL-3.0-or-later
// What a project holds, as values for those who plan and write about it: no file is opened but the kept analyses.
#pragma once

#include "takt/edit.h"

#include "flow/project.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace takt::flow {

/// The prepared files, in the order they were named. Throws NotFound when one is gone, EditUnclear when there is none.
[[nodiscard]] std::vector<std::filesystem::path> prepared_files(const Project& project);

/// Clips by name, length and shape, without measures; songs with the beats that `prep` found.
[[nodiscard]] EditInputs described_inputs(const Project& project);

/// What the person corrected about the beats of these songs, as text; empty when nothing.
[[nodiscard]] std::string corrections_of(const Project& project);

}  // namespace takt::flow
