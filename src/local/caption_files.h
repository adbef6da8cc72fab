// SPDX-License-Identifier: GPL-3.0-or-later
// The subtitle files that a request may mean: inside given folders only, so that words never open anything else.
#pragma once

#include "takt/edit.h"

#include <filesystem>
#include <vector>

namespace takt::local {

/// For each AddCaptions among `ops`: the file it names, or every subtitle file directly in `folders` when it names
/// none. A name that is in none of the folders gives no source. Throws as av::read_captions does.
[[nodiscard]] std::vector<CaptionSource> caption_sources(const std::vector<EditOp>& ops,
                                                         const std::vector<std::filesystem::path>& folders);

}  // namespace takt::local
