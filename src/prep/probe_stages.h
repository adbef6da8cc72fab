// SPDX-License-Identifier: GPL-3.0-or-later
// The stages that every way of probing shares: what the container says first, what follows from all findings last.
#pragma once

#include "takt/media_info.h"

#include "av/input.h"
#include "prep/boxes.h"
#include "prep/sample_table.h"

#include <optional>
#include <vector>

namespace takt::prep {

/// Container, metadata and streams as the headers tell them; no times yet.
[[nodiscard]] MediaInfo outline_media(const av::Input& input, const BoxOutline& boxes,
                                      const std::optional<std::vector<TrackTable>>& tables);

/// Kind, duration and the claims that did not hold, once streams and times stand.
void conclude(MediaInfo& info, std::optional<Us> declared);

[[nodiscard]] bool is_still(const MediaInfo& info);

}  // namespace takt::prep
