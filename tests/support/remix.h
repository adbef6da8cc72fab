// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of one file in another, each stream moved in time: late sound, edit lists and begins before zero, made
// without encoding.
#pragma once

#include "takt/time.h"

#include <filesystem>
#include <vector>

namespace takt::test {

/// `shifts[n]` is added to the times of stream n. MP4 and MOV write a begin after zero as an empty edit, one before it
/// as an edit that hides the first frames; Matroska writes the times. The container follows the path's extension.
void move_streams(const std::filesystem::path& from, const std::filesystem::path& to, const std::vector<Us>& shifts);

}  // namespace takt::test
