// SPDX-License-Identifier: GPL-3.0-or-later
// Who plays in a song by chance, and what: each player has a pattern, a loudness and the groups of bars in which they
// play. Used by chance_song, which says when; the players sound in the studio that they were made for.
#pragma once

#include "chance_plan.h"
#include "chance_rhythm.h"
#include "dice.h"
#include "studio.h"

#include <functional>
#include <vector>

namespace takt::band {

inline constexpr int kBarsPerEntry = 8;  ///< players begin and rest at multiples of these

/// A stroke that has found its time.
struct Note {
    double at_s = 0;
    double velocity = 1;
    double length_s = 1;  ///< until the player's next one
    double beat = 0;      ///< of the song
    int count = 0;        ///< of the player's notes before it
};

struct Player {
    Pattern pattern;
    double gain = 1;
    std::vector<bool> plays;  ///< one per kBarsPerEntry bars
    std::function<void(const Note&)> sound;
};

/// The studio must outlive the players.
[[nodiscard]] std::vector<Player> chance_band(Dice& dice, Studio& studio, const ChancePlan& plan);

}  // namespace takt::band
