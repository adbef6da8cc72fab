// SPDX-License-Identifier: GPL-3.0-or-later
// Which pulse is the beat? Half, double, dotted and shifted readings of a song explain its attacks nearly as well as
// the right one. What tells them apart is what lies between their beats, and in which voice: attacks, bass, new
// harmony.
//
//     beat             .                       .      twelve phases of the beat, and what readings find there:
//     half                         .                  eighths, in most music
//     quarters               .           .            sixteenths; in force: the beat is twice as fast
//     swung eighth                     .              late, never early: two thirds of a beat
#pragma once

#include "beats/listener.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace takt::beats {

inline constexpr std::size_t kPhases = 12;

inline constexpr std::size_t kLevelFeatures = 15;
using LevelFeatures = std::array<double, kLevelFeatures>;
extern const std::array<const char*, kLevelFeatures> kLevelFeatureNames;

/// What begins at each hop, in three voices; each relative to its mean over the song.
class Accents {
public:
    Accents(const Curves& curves, std::span<const float> onsets);

    enum Voice : std::size_t { Attack, Bass, Harmony };
    static constexpr std::size_t kVoices = 3;
    /// The mean at every twelfth of a beat, from the beat on.
    using Profile = std::array<std::array<double, kPhases>, kVoices>;
    /// Of two beats or more, in hops.
    [[nodiscard]] Profile profile(std::span<const double> beats) const;

private:
    std::array<std::vector<float>, kVoices> voices_;
};

/// Of the reading whose beats lie `phase` twelfths after those of the profile.
[[nodiscard]] LevelFeatures level_features(const Accents::Profile& profile, std::size_t phase, double bpm);

/// How much a reading is like the beat; only differences between readings of one song mean something: they are
/// differences of log probability.
[[nodiscard]] double level_score(const LevelFeatures& features);

}  // namespace takt::beats
