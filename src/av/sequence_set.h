// SPDX-License-Identifier: GPL-3.0-or-later
// As much of an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1 and annex E) as is needed to encode frames that
// stand beside it in one track.
#pragma once

#include "av/nal_units.h"

#include <optional>

namespace takt::av {

inline constexpr int kHighestSequenceId = 31;

/// What an H.264 sequence set says about every frame.
struct SequenceSet {
    int id = 0;
    int profile_idc = 0;
    int level_idc = 0;
    bool constraint_3 = false;
    int chroma_format = 1;  ///< 1 is 4:2:0
    int bit_depth = 8;
    int width_mbs = 0;
    int height_units = 0;
    int reference_frames = 0;
    bool frames_only = true;           ///< no fields
    std::optional<int> reorder_depth;  ///< frames decoded before, shown after
};

/// Absent when `unit` is none, or broken.
[[nodiscard]] std::optional<SequenceSet> read_sequence_set(NalUnit unit);

}  // namespace takt::av
