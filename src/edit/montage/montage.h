// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the slots of a rhythm with footage: the video track of a music video.
#pragma once

#include "takt/edit.h"

#include "edit/montage/clip_profile.h"
#include "edit/montage/output_clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace takt::edit {

struct Montage {
    std::vector<Segment> segments;
    std::int64_t frames = 0;  ///< length of the video
    std::vector<std::string> notes;
};

struct MontageOrder {
    OutputClock clock;
    std::int64_t frames = 0;  ///< length of the video
    CutPlan plan;             ///< with no_repeats it ends, on a bar line, before anything would be shown twice
    double own_volume = 0;    ///< of the clips' own sound
};

/// Throws EditUnclear when the clips hold no footage at all, or a pin cannot be obeyed.
[[nodiscard]] Montage plan_montage(const std::vector<ClipSource>& clips, std::vector<ClipProfile> profiles,
                                   const BeatGrid& grid, const MontageOrder& order, const EditSettings& settings);

}  // namespace takt::edit
