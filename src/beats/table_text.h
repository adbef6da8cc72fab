// SPDX-License-Identifier: GPL-3.0-or-later
// Beats for spreadsheets and for Audacity: plain text that other programs load. Times have six decimals and a point
// whatever the locale; counting is that of counting.h.
#pragma once

#include "takt/beats.h"

#include <string>

namespace takt::beats {

/// Comma-separated, with a header: beat, time_s, bar, position, strength, downbeat (1 or 0). RFC 4180 but for bare
/// line feeds.
[[nodiscard]] std::string beats_csv(const BeatGrid& grid);

/// An Audacity label track: sections as regions, beats as points: "3" where bar 3 begins, "3.2" at its second beat.
[[nodiscard]] std::string beats_labels(const BeatGrid& grid);

}  // namespace takt::beats
