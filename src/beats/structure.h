// SPDX-License-Identifier: GPL-3.0-or-later
// The song above its bars: what each bar sounds like, where something new begins, and the phrases of mostly 4, 8 or 16
// bars that follow. sections.h and highlight.h build on it. Linear in the number of bars.
#pragma once

#include "beats/listener.h"

#include <span>
#include <vector>

namespace takt::beats {

struct BarSound {
    Timbre timbre;       ///< the bar's mean
    double level = 0;    ///< RMS
    double bass = 0;     ///< mean amplitude below 150 Hz
    double attacks = 0;  ///< mean of the onset curve
};

/// `edges` are the hops where bars begin, and where the last one ends.
[[nodiscard]] std::vector<BarSound> bar_sounds(const Curves& curves, std::span<const float> onsets,
                                               std::span<const double> edges);

/// How different the bars from each one on are from those before it: 0 for nothing new, about 1 where a player enters.
/// Foote: Automatic Audio Segmentation Using a Measure of Audio Novelty (2000), with means instead of a kernel.
[[nodiscard]] std::vector<double> novelty(std::span<const BarSound> bars);

/// The bars where phrases begin, the first bar among them: those lengths, 8 preferred, that meet most novelty.
[[nodiscard]] std::vector<std::size_t> phrase_begins(std::span<const double> novelty);

}  // namespace takt::beats
