// SPDX-License-Identifier: GPL-3.0-or-later
// Learns which reading of a song is its beat: a linear score whose softmax over the readings of a song comes close to
// how well each of them agrees with the known beats. Used by takt_train_levels; pure, the same input gives the same
// weights.
#pragma once

#include "beats/level_features.h"

#include <array>
#include <span>
#include <vector>

namespace takt::bench {

using LevelWeights = std::array<double, beats::kLevelFeatures>;

struct RatedReading {
    beats::LevelFeatures features{};
    double f = 0;            ///< F-measure against the known beats
    bool likeliest = false;  ///< the path that is found first, not shifted
};

/// All readings of one song; never empty.
using RatedSong = std::vector<RatedReading>;

/// Softmax cross-entropy against targets in proportion to exp(f / 0.1), by Adam (Kingma, Ba: Adam, a Method for
/// Stochastic Optimization, 2015) over all songs at once, with decay on standardised features. The weights are for
/// features as they are. Needs a song.
[[nodiscard]] LevelWeights learned_weights(std::span<const RatedSong> songs);

/// Mean F-measures over songs.
struct LevelChoice {
    double chosen = 0;  ///< of the readings with the highest score
    double best = 0;    ///< of the best readings: no weights can do better
    double first = 0;   ///< of the likeliest paths: without weights
};
[[nodiscard]] LevelChoice choice(std::span<const RatedSong> songs, const LevelWeights& weights);

}  // namespace takt::bench
