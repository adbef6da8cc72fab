// SPDX-License-Identifier: GPL-3.0-or-later
// When the frames of an MP4 or MOV are shown, from its index alone: libav's entries, which obey the edit lists, joined
// with the file's own composition offsets. Exact for every frame of a file of any size; no media is read.
#pragma once

#include "prep/packet_times.h"
#include "prep/sample_table.h"

#include <optional>
#include <vector>

namespace takt::prep {

/// One entry per stream of `input`, whose streams get their start and nominal rate where libav left them open. Absent
/// when index and tables contradict each other.
[[nodiscard]] std::optional<std::vector<PacketTimes>> read_index_times(av::Input& input,
                                                                       const std::vector<TrackTable>& tables,
                                                                       std::int64_t file_size);

/// The table of `stream`; null when there is none, or more than one.
[[nodiscard]] const TrackTable* table_of(const AVStream& stream, const std::vector<TrackTable>& tables);

}  // namespace takt::prep
