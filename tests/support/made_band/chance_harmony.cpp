// SPDX-License-Identifier: GPL-3.0-or-later
#include "chance_harmony.h"

#include <cmath>

namespace takt::band {
namespace {

constexpr std::array<int, 7> kMajor{0, 2, 4, 5, 7, 9, 11};

int chance_half_bars(Dice& dice) {
    const double drawn = dice.between(0, 1);
    return drawn < 0.15 ? 1 : drawn < 0.75 ? 2 : drawn < 0.93 ? 4 : 8;
}

}  // namespace

ChanceHarmony::ChanceHarmony(Dice& dice, const Grid& grid, int pickup_beats)
    : meter_(grid.meter), pickup_beats_(pickup_beats), key_(dice.below(12)), half_bars_(chance_half_bars(dice)) {
    int loop = kChords;
    if (dice.chance(0.7)) loop = dice.chance(0.5) ? 4 : 8;
    for (int i = 1; i < loop; ++i) chords_[static_cast<std::size_t>(i)] = dice.below(7);
    for (int i = loop; i < kChords; ++i)
        chords_[static_cast<std::size_t>(i)] = chords_[static_cast<std::size_t>(i % loop)];
    if (dice.chance(0.12)) push_beats_ = 1.0 / grid.parts;
}

int ChanceHarmony::chord(double beat) const {
    const auto half_bar = static_cast<int>(std::floor(2 * (beat - pickup_beats_ + push_beats_) / meter_ + 1e-9));
    // A pickup belongs to the bar before the first, so to the end of the loop.
    const int step = half_bar >= 0 ? half_bar / half_bars_ : kChords - 1;
    return chords_[static_cast<std::size_t>(step % kChords)];
}

double ChanceHarmony::hz(int degree, int octave) const {
    const int semitones = key_ + kMajor[static_cast<std::size_t>(degree % 7)] + 12 * (degree / 7 + octave);
    return 55 * std::exp2(semitones / 12.0);
}

}  // namespace takt::band
