// SPDX-License-Identifier: GPL-3.0-or-later
// Which beats begin a bar. What each beat sounds like is weighed into evidence for "here is the one"; the meter is the
// one whose bars collect most of it, and positions advance by one beat except at a rare shift.
#pragma once

#include "beats/bar_features.h"
#include "beats/listener.h"

#include <span>
#include <vector>

namespace takt::beats {

struct Bars {
    int meter = 4;               ///< 2 to 6
    std::vector<int> positions;  ///< per beat: 0 is the downbeat
};

/// `beats` in hops.
[[nodiscard]] Bars find_bars(const Curves& curves, std::span<const float> onsets, std::span<const double> beats);

/// The same from one accent per beat, in any unit.
[[nodiscard]] Bars find_bars(std::span<const double> accents);

/// Evidence for a downbeat from the sound of a beat and of the four on either side, as a logarithm of odds.
[[nodiscard]] std::vector<double> downbeat_evidence(std::span<const BeatSound> sounds);

inline constexpr std::size_t kBarContext = 4;  ///< beats on either side
inline constexpr std::size_t kBarWeights = (2 * kBarContext + 1) * kBarFeatures;

}  // namespace takt::beats
