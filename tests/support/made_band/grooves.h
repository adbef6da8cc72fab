// SPDX-License-Identifier: GPL-3.0-or-later
// What the made band's players repeat from bar to bar. A groove is text: beats between bars `|`, each evenly divided
// into its letters: X accent, x stroke, o ghost, . rest.
//
//     "X.|..|X.|.x"    four beats in eighths: on 1, on 3, and after 4
#pragma once

#include "song.h"

#include <string_view>
#include <vector>

namespace takt::band {

struct Groove {
    std::string_view kick;
    std::string_view snare;
    std::string_view hat;
    std::string_view shaker;
    std::string_view bass;
    std::string_view chords;
    bool chords_ring = false;  ///< until the next stroke, else short
    bool arpeggio = false;     ///< one tone of the chord per stroke
};

struct Stroke {
    double beat = 0;  ///< in the bar, from 0
    double velocity = 1;
    double beats = 1;  ///< until the next stroke, or the bar's end
};
[[nodiscard]] std::vector<Stroke> strokes(std::string_view line);

/// The grooves that a style knows; never empty.
[[nodiscard]] const std::vector<Groove>& grooves_of(Style style);

struct Temper {
    double low_bpm = 60;
    double high_bpm = 180;
    double swing = 0.5;  ///< where in the beat its second half begins
};
[[nodiscard]] Temper temper_of(Style style);

}  // namespace takt::band
