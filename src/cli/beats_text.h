// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt beats` tells a person: what was found, how sure it is, and what to do when it is wrong. And how what the
// person answers becomes the stored correction. Pure.
#pragma once

#include "takt/beats.h"

#include "cli/invocation.h"

#include <filesystem>
#include <string>

namespace takt::cli {

/// A few lines, each ending in a line feed. `song` as the user named it, for the commands that are proposed; without
/// `advice` only the facts.
[[nodiscard]] std::string beats_text(const BeatGrid& grid, const std::filesystem::path& song, bool advice);

/// "half, 20 ms earlier, a bar begins at 0:07.500".
[[nodiscard]] std::string correction_text(const BeatCorrection& correction);

/// The stored correction after `change`: named fields replace theirs, half and double move the level; a tempo stands
/// for itself, so it resets the level. Throws Usage when the level leaves its range.
[[nodiscard]] BeatCorrection changed(const BeatCorrection& stored, const BeatChange& change, Us duration);

}  // namespace takt::cli
