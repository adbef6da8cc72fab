// SPDX-License-Identifier: GPL-3.0-or-later
// What a beat sounds like to someone who looks for the first of the bar: its attack, its bass, and how much harmony and
// timbre differ before and after it. bars.cpp weighs these; tests/bench/beats/train_bars.cpp learns the weights.
#pragma once

#include "beats/listener.h"

#include <array>
#include <span>
#include <vector>

namespace takt::beats {

enum BarFeature : std::size_t {
    Attack,         ///< of the onset curve
    BassAttack,     ///< rise of the bass bands
    BassLevel,      ///< just after the beat
    BassHeld,       ///< until the next beat
    HighRise,       ///< above 2 kHz: snares, claps, cymbals
    MiddleRise,     ///< 200 Hz to 2 kHz: chords, voices
    LoudnessRise,   ///< from the beat before to this one
    ChordChange,    ///< of chroma, one beat before against one after
    ChordChange2,   ///< two beats
    ChordChange4,   ///< four beats
    TimbreChange4,  ///< of bands, four beats: someone enters or leaves
};
inline constexpr std::size_t kBarFeatures = 11;

/// Each relative to the eight beats around, in the song's standard deviations, at most 3.
using BeatSound = std::array<float, kBarFeatures>;

/// The mean timbre from each beat to the next; the last lasts as long as the one before it.
[[nodiscard]] std::vector<Timbre> beat_timbres(const Curves& curves, std::span<const double> beats);

/// `beats` in hops, ascending.
[[nodiscard]] std::vector<BeatSound> beat_sounds(const Curves& curves, std::span<const float> onsets,
                                                 std::span<const double> beats);

/// 0 for the same chord, at most 2: one less the correlation of the two chromas.
[[nodiscard]] double chord_distance(const std::array<float, kPitchClasses>& before,
                                    const std::array<float, kPitchClasses>& after);

}  // namespace takt::beats
