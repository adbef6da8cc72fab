// SPDX-License-Identifier: GPL-3.0-or-later
// Which beats begin a bar. Meter (3 or 4) and position follow from accents: the attack, the bass and its rise at each
// beat.
#pragma once

#include "beats/listener.h"

#include <span>
#include <vector>

namespace takt::beats {

struct Bars {
    int meter = 4;
    std::vector<int> positions;  ///< per beat: 0 is the downbeat
};

/// `beats` in hops.
[[nodiscard]] Bars find_bars(const Curves& curves, std::span<const float> onsets, std::span<const double> beats);

/// The same from one accent per beat, in any unit.
[[nodiscard]] Bars find_bars(std::span<const double> accents);

}  // namespace takt::beats
