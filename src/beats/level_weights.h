// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for a reading of a song, and how much; used by level_score.
// Written by `takt_train_levels 600` from songs that are made, never from recordings: 60 metronomes, 210 of
// the made band and 600 by chance, seeds from 20000 on, of which 653 taught. The mean F-measure over the 217 others
// is 0.797 as these weights choose; 0.955 if every choice were the best, 0.743 with the likeliest path always.
#pragma once

#include "beats/level_features.h"

#include <array>

namespace takt::beats {

// clang-format off
inline constexpr std::array<double, kLevelFeatures> kLevelWeights{
     1.9269,  // attack on the beat
     0.1489,  // attack on the half
    -0.1488,  // attack on quarters
    -1.3921,  // attack on thirds
     0.0798,  // attack, late third over early
     0.1188,  // attack, late quarter over early
     1.7135,  // bass on the beat
    -0.5247,  // bass on the half
     0.6625,  // bass, late third over early
     0.4474,  // harmony on the beat
    -0.3262,  // harmony on the half
    -1.4872,  // harmony on thirds
    -0.7052,  // harmony on quarters
     0.9211,  // octaves above 120 BPM
    -0.6675,  // octaves from 120 BPM, squared
};
// clang-format on

}  // namespace takt::beats
