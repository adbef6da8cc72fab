// SPDX-License-Identifier: GPL-3.0-or-later
// What a listener knows better about a song's beats, as one small value, and the pure function that obeys it. `takt
// beats` makes and stores it; everybody who reads a song's beats applies it to the uncorrected grid, never twice.
#pragma once

#include "takt/time.h"

#include <optional>

namespace takt {

class BeatGrid;

/// Applied in the order of the fields; each starts from what the one before left.
struct BeatCorrection {
    std::optional<double> bpm;   ///< the tempo, 20..400
    int level = 0;               ///< halvings (< 0) or doublings (> 0), -3..3
    Us offset{};                 ///< added to every beat, within ±10 s
    std::optional<Us> downbeat;  ///< the beat nearest to this begins a bar, and bars are counted from it

    [[nodiscard]] bool empty() const { return *this == BeatCorrection{}; }
    bool operator==(const BeatCorrection&) const = default;
};

inline constexpr double kSlowestBpm = 20;
inline constexpr double kFastestBpm = 400;
inline constexpr int kMostLevels = 3;
inline constexpr Us kLargestOffset{10'000'000};

/// `grid` as `correction` says, which it then carries; an empty one changes nothing. Halving keeps the beats that bars
/// begin on. A tempo that is a half, a third, double or triple of the found one within 4 % thins or fills the found
/// beats; one within 1 % of it keeps them; any other lays steady beats of exactly that tempo through the phase that
/// agrees best with the found beats' strengths, also where none were found. A downbeat outside of the sound counts by
/// whole bars into it.
[[nodiscard]] BeatGrid corrected(const BeatGrid& grid, const BeatCorrection& correction);

/// The same correction for a sound that begins at `begin` of the corrected one.
[[nodiscard]] BeatCorrection moved(BeatCorrection correction, Us begin);

}  // namespace takt
