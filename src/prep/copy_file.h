// SPDX-License-Identifier: GPL-3.0-or-later
// The plan's `Copy`: the same bytes under the output's name, read back and compared.
#pragma once

#include "takt/progress.h"

#include <filesystem>
#include <stop_token>

namespace takt::prep {

/// Throws as atomic_file does, VerificationFailed when the disk gave back something else, Interrupted.
void copy_file(const std::filesystem::path& from, const std::filesystem::path& to, Progress& progress,
               const std::stop_token& stop);

}  // namespace takt::prep
