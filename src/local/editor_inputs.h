// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor needs to know about a session's assets, measured from the files or taken from the project's analysis.
#pragma once

#include "takt/backend.h"
#include "takt/edit.h"

#include "beats/corrections.h"
#include "local/measuring.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace takt::local {

/// `address` as the draft holds it → a path that can be opened.
[[nodiscard]] std::filesystem::path resolved(const std::filesystem::path& root, const std::string& address);

/// Songs keep the assets' order, clips too unless all of them tell when they were filmed. What `measuring` leaves out
/// stays empty. Throws as probe, measure_pictures and analyse_beats do.
[[nodiscard]] EditInputs editor_inputs(const std::vector<Asset>& assets, const std::filesystem::path& root,
                                       const beats::Corrections& corrections, const Measuring& measuring,
                                       const std::stop_token& stop);

}  // namespace takt::local
