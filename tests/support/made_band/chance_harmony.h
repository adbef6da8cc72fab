// SPDX-License-Identifier: GPL-3.0-or-later
// Which chord sounds when, by chance: mostly a loop of a few chords that change once a bar. Used by chance_band; where
// chords change is what tells the bar of music without drums.
#pragma once

#include "chance_rhythm.h"
#include "dice.h"

#include <array>

namespace takt::band {

class ChanceHarmony {
public:
    ChanceHarmony(Dice& dice, const Grid& grid, int pickup_beats);

    /// Degree of the scale, 0..6, at a beat of the song.
    [[nodiscard]] int chord(double beat) const;
    /// Of a degree of the scale from 0 on, in the major key; octave 0 begins between 55 and 104 Hz.
    [[nodiscard]] double hz(int degree, int octave) const;

private:
    static constexpr int kChords = 64;

    double meter_;
    double pickup_beats_;
    int key_;                // semitones above A1
    int half_bars_;          // per chord
    double push_beats_ = 0;  // a pushed chord is ahead of its beat
    std::array<int, kChords> chords_{};
};

}  // namespace takt::band
