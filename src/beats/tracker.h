// SPDX-License-Identifier: GPL-3.0-or-later
// From curves to beats: the reading that is most like the beat, judged against chance and against the other readings
// (half, double, off-beat). Pure; analysis.cpp brings the sound and takes the bars from bars.h.
#pragma once

#include "takt/beats.h"

#include "beats/listener.h"

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
[[nodiscard]] Track track_beats(const Curves& curves, std::span<const float> onsets, const std::stop_token& stop);

}  // namespace takt::beats
