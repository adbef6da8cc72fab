// SPDX-License-Identifier: GPL-3.0-or-later
// The readings a song allows: the likeliest path of beats, the paths at other metrical levels (half, double, triple,
// dotted), and each of them shifted by a half, a third or a quarter of a beat. Which one is the beat is said by
// level_score; here they are only found.
#pragma once

#include "beats/level_features.h"
#include "beats/listener.h"

#include <span>
#include <stop_token>
#include <vector>

namespace takt::beats {

/// Two paths at one level differ by less in tempo, as a share.
inline constexpr double kSameTempo = 0.06;

struct Reading {
    std::vector<double> beats;  ///< in hops, ascending
    LevelFeatures features{};
    double bpm = 0;
    double ratio = 1;  ///< of its tempo to that of the likeliest path
    double phase = 0;  ///< of a beat, after those of its level's path
    double score = 0;  ///< level_score of the features
};

/// Empty where there is no pulse to read: less than four beats. Throws Interrupted.
[[nodiscard]] std::vector<Reading> readings_of(const Curves& curves, std::span<const float> onsets,
                                               const std::stop_token& stop);

}  // namespace takt::beats
