// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for a reading of a song, and how much. Made by `takt_train_levels` from songs that are made, never from
// recordings; do not edit by hand.
#pragma once

#include "beats/level_features.h"

#include <array>

namespace takt::beats {

inline constexpr std::array<double, kLevelFeatures> kLevelWeights{
    1.8802,  // attack on the beat
    0.3266,  // attack on the half
    -0.0504,  // attack on quarters
    -1.3155,  // attack on thirds
    0.1184,  // attack, late third over early
    0.0141,  // attack, late quarter over early
    2.0939,  // bass on the beat
    -0.4518,  // bass on the half
    0.8285,  // bass, late third over early
    0.8635,  // harmony on the beat
    -0.0363,  // harmony on the half
    -1.4265,  // harmony on thirds
    -0.4995,  // harmony on quarters
    1.1438,  // octaves above 120 BPM
    -0.9895,  // octaves from 120 BPM, squared
};

}  // namespace takt::beats
