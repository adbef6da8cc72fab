// SPDX-License-Identifier: GPL-3.0-or-later
// Is there a pulse at all, and how surely? A tracker finds beats in noise too; but there the attacks are hardly
// stronger on its beats than anywhere, and what happens between two beats does not come again.
#pragma once

#include "beats/metrical_level.h"

#include <span>

namespace takt::beats {

/// 0..1 for `beats` in hops. From kMusical on, it is music.
[[nodiscard]] double pulse_confidence(const Pulse& pulse, std::span<const double> beats);

inline constexpr double kMusical = 0.23;

/// How alike the rhythm within a beat is to that 1, 2, 3, 4, 6 and 8 beats later: the mean correlation, 0..1.
[[nodiscard]] double rhythm_repetition(const Pulse& pulse, std::span<const double> beats);

}  // namespace takt::beats
