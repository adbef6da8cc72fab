// SPDX-License-Identifier: GPL-3.0-or-later
// The song above its beats, as BeatGrid keeps it: phrases, sections and the highlight, all on bar lines. analysis.cpp
// calls it once; the decisions are in structure.h, sections.h, section_labels.h and highlight.h.
#pragma once

#include "takt/beats.h"

#include "beats/listener.h"

#include <optional>
#include <span>
#include <vector>

namespace takt::beats {

struct Form {
    std::vector<Us> phrases;
    std::vector<Section> sections;  ///< cover [0, duration) without gaps
    std::optional<TimeRange> highlight;
};

/// `downbeats` in hops, ascending. With fewer than four bars there are only sections of one loudness.
[[nodiscard]] Form find_form(const Curves& curves, std::span<const float> onsets, std::span<const double> downbeats,
                             Us duration);

}  // namespace takt::beats
