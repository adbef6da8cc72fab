// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of what was heard: waveform, spectrogram, onset curve, beats, bars and sections over time, 1200 px wide.
// Drawn once as a sheet; written as SVG here, painted as PNG by whoever can letter it.
#pragma once

#include "takt/beats.h"

#include "beats/listener.h"
#include "beats/sheet.h"

#include <string>
#include <vector>

namespace takt::beats {

/// What the picture shows beside the grid.
struct Drawing {
    std::vector<Extent> wave;    ///< one value per hop, as the next
    std::vector<float> onsets;   ///< 0..1
    std::vector<Timbre> timbre;  ///< one per kHopsPerTimbre hops
};

/// On a light ground. Where beats would be closer than 3 px, only bars are drawn; of bars closer than 9 px,
/// every 2nd, 4th, ….
[[nodiscard]] Sheet beats_sheet(const BeatGrid& grid, const Drawing& drawing);

/// The same as one SVG that needs nothing else.
[[nodiscard]] std::string beats_svg(const BeatGrid& grid, const Drawing& drawing);

}  // namespace takt::beats
