// SPDX-License-Identifier: GPL-3.0-or-later
// Rhythms by chance, for songs that follow no style: where strokes fall is drawn by metrical weight, so that the strong
// places of a bar are likelier than the weak ones, and syncopation evens that out. Used by chance_band.
#pragma once

#include "dice.h"
#include "grooves.h"

#include <vector>

namespace takt::band {

/// What a bar consists of. Its slots are numbered from 0, `parts` to a beat.
struct Grid {
    int meter = 4;       ///< beats in a bar
    int parts = 2;       ///< of a beat: 2, 3 or 4
    bool swung = false;  ///< of three parts, the second is hardly played
};

/// Bars in the order in which they are played, again and again; never empty. Strokes ascend; their `beats` is unset.
using Pattern = std::vector<std::vector<Stroke>>;

struct Manner {
    double per_beat = 1;     ///< strokes, in the mean
    double syncopation = 0;  ///< 0 keeps to the strong places, 1 knows none
    int bars = 1;            ///< until the pattern repeats
    double ghosts = 0;       ///< share of faint strokes
};

/// How strong a slot of the bar is, 0..1: the first beat is 1.
[[nodiscard]] double metrical_weight(const Grid& grid, int slot);

/// Strokes by weight. The first bar has one at least; later bars mostly repeat it.
[[nodiscard]] Pattern chance_pattern(Dice& dice, const Grid& grid, const Manner& manner);
/// Strokes at equal distances, as of a hi-hat: beats, their parts, off-beats or every second beat.
[[nodiscard]] Pattern even_pattern(Dice& dice, const Grid& grid);
/// What a snare does: mostly every second beat, else the middle of the bar or every beat; now and then more.
[[nodiscard]] Pattern backbeat_pattern(Dice& dice, const Grid& grid, int bars);

}  // namespace takt::band
