// SPDX-License-Identifier: GPL-3.0-or-later
// Beats of one song thinned, filled, laid anew and counted into bars: the steps of beat_correction.cpp. Pure.
#pragma once

#include "takt/beats.h"

#include <span>
#include <vector>

namespace takt::timeline {

using Beats = std::vector<Beat>;

/// Every n-th beat, the ones that hold the bar lines.
[[nodiscard]] Beats thinned(const Beats& beats, int n);
/// n - 1 beats between every two; they are weaker than their neighbours, and begin no bar.
[[nodiscard]] Beats filled(const Beats& beats, int n);
/// Steady beats over [0, duration) through the phase of `heard` by their strengths; at most a million.
[[nodiscard]] Beats steady(const Beats& heard, double bpm, Us duration);

/// A bar every `meter` beats, counted so that the most and strongest of the old bar lines stay.
void count_bars_by_accents(Beats& beats, int meter);
/// A bar every `meter` beats, one of them at `downbeat`.
void count_bars_from(Beats& beats, int meter, std::size_t downbeat);

}  // namespace takt::timeline
