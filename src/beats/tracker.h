// SPDX-License-Identifier: GPL-3.0-or-later
// From the onset curve to beats: the likeliest path at the likeliest level, judged against chance and against its other
// readings (half, double, off-beat). Pure; analysis.cpp brings the sound and takes the bars from bars.h.
#pragma once

#include "takt/beats.h"

#include <span>
#include <stop_token>
#include <vector>

namespace takt::beats {

struct Track {
    std::vector<double> beats;  ///< in hops, ascending; empty when not musical
    bool musical = false;
    Tempo tempo;
};

/// Throws Interrupted.
[[nodiscard]] Track track_beats(std::span<const float> onsets, const std::stop_token& stop);

}  // namespace takt::beats
