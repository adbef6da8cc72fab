// SPDX-License-Identifier: GPL-3.0-or-later
// Is there a pulse at all, and how surely is it this one? A tracker finds beats in noise too; but there the attacks are
// hardly stronger on its beats than anywhere, and what happens between two beats does not come again.
#pragma once

#include "beats/pulse.h"
#include "beats/readings.h"

#include <span>

namespace takt::beats {

/// Clarity above chance times repetition, 0 and up, for `beats` in hops: below 0.01 for noise, 0.03 for speech, 0.1 to
/// 0.3 for piano and dense metal, 0.3 to 1.2 for pop, jazz and loops.
[[nodiscard]] double pulse_evidence(const Pulse& pulse, std::span<const double> beats);
/// The geometric mean between speech and the weakest music: from here on, it is music.
inline constexpr double kMusical = 0.06;

/// The share of beats one may expect to be right (F-measure), 0..1; calibrated on made songs. Where there is no music,
/// how near to it: below kLittle.
[[nodiscard]] double confidence_in(const Reading& chosen, std::span<const Reading> readings, double evidence);
inline constexpr double kLittle = 0.25;

/// How alike the rhythm within a beat is to that 1, 2, 3, 4, 6 and 8 beats later: the mean correlation, 0..1.
[[nodiscard]] double rhythm_repetition(const Pulse& pulse, std::span<const double> beats);

}  // namespace takt::beats
