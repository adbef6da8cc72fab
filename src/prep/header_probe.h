// SPDX-License-Identifier: GPL-3.0-or-later
// The fast way to probe an MP4 or MOV: headers, index and codec configuration answer everything, or nothing is said at
// all and the file is probed thoroughly. Reads the index and a few bytes of media; decodes nothing.
#pragma once

#include "takt/preparation.h"

#include "prep/boxes.h"
#include "prep/sample_table.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace takt::prep {

/// Absent when a frame must be decoded, or packets be read, to know. Throws as av::Input does.
[[nodiscard]] std::optional<MediaInfo> probe_by_header(const std::filesystem::path& path, const BoxOutline& boxes,
                                                       const std::vector<TrackTable>& tables, const Limits& limits,
                                                       const std::stop_token& stop);

}  // namespace takt::prep
