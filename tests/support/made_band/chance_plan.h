// SPDX-License-Identifier: GPL-3.0-or-later
// What a song by chance will be, before anybody plays: tempo, meter, division of the beat, freedom and the times of its
// beats. Used by chance_band and chance_song; cheap, unlike the sound.
#pragma once

#include "chance_rhythm.h"

#include <cstdint>
#include <vector>

namespace takt::band {

inline constexpr double kChanceSongSeconds = 44;

struct ChancePlan {
    std::uint32_t seed = 0;
    double bpm = 120;  ///< at first; 45..228
    Grid grid;
    bool drums = true;
    int pickup_beats = 0;         ///< before the first downbeat
    double looseness_s = 0.005;   ///< deviation of the players from the beat
    std::vector<double> beats_s;  ///< within kChanceSongSeconds; 20 or more

    /// With the last one, which may end early.
    [[nodiscard]] int bars() const;
};

[[nodiscard]] ChancePlan chance_plan(std::uint32_t seed);

}  // namespace takt::band
