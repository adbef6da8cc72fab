// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of what was heard: waveform, onset curve, beats, bars and sections over time, as one SVG that needs nothing
// else.
#pragma once

#include "takt/beats.h"

#include "beats/listener.h"

#include <string>
#include <vector>

namespace takt::beats {

/// What the picture shows beside the grid; one value per hop.
struct Drawing {
    std::vector<Extent> wave;
    std::vector<float> onsets;  ///< 0..1
};

/// 1200 px wide, on a light ground. Texts are escaped.
[[nodiscard]] std::string beats_svg(const BeatGrid& grid, const Drawing& drawing);

}  // namespace takt::beats
