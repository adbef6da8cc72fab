// SPDX-License-Identifier: GPL-3.0-or-later
// One measure for songs and pictures: how lively they are, and how bright. The two axes of J. A. Russell, "A circumplex
// model of affect" (1980), guessed from documented features.
#pragma once

#include <string>
#include <vector>

namespace takt {

class BeatGrid;
struct ClipSource;

struct Mood {
    double energy = 0.5;   ///< 0 still water .. 1 a chase
    double valence = 0.5;  ///< 0 dark, sad .. 1 bright, happy
    std::string because;   ///< the numbers behind it, for people
    bool operator==(const Mood&) const = default;
};

/// Of a song. Energy: 60 % tempo (60 BPM is 0, 180 is 1), 25 % loudness over its sections, 15 % strength of its beats.
/// Valence: half by tempo and half by how strong its beats are; whether it is in major or minor is not looked at.
/// Without beats the tempo counts as 0.
[[nodiscard]] Mood mood_of(const BeatGrid& song);

/// Of footage, without its black seconds. Energy: 75 % motion, 25 % brightness. Valence: brightness. In the middle when
/// nothing was measured.
[[nodiscard]] Mood mood_of(const std::vector<ClipSource>& clips);

/// 0 for the same mood, 1 for opposite ones. Valence counts half as much: it is the worse guess.
[[nodiscard]] double mood_distance(const Mood& a, const Mood& b);

}  // namespace takt
