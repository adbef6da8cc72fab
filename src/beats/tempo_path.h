// SPDX-License-Identifier: GPL-3.0-or-later
// Tempo and phase over a whole song: the bar-pointer model in the efficient state space of Krebs, Böck and Widmer (An
// Efficient State-Space Model for Joint Tempo and Meter Tracking, ISMIR 2015). Since the tempo may change only on a
// beat, the states between two beats are one score: we decode from beat to beat, exact, with one byte of memory per hop
// and tempo.
//
//     hop    0    10   20   30   40   50   60
//     beats       |.........|.........|..........|      the interval after each beat is the hidden tempo
#pragma once

#include <span>
#include <stop_token>
#include <vector>

namespace takt::beats {

struct TempoRange {
    double min_bpm = 40;
    double max_bpm = 240;
};

/// How fast a change of tempo becomes unlikely: a change by 1 / stiffness is e times less likely than none. Dance music
/// and bands keep their tempo (Krebs, Böck and Widmer use 100); a pianist alone may not.
inline constexpr double kKeptTempo = 100;
inline constexpr double kFreeTempo = 15;

struct BeatPath {
    std::vector<std::size_t> beats;  ///< hops, ascending
    double log_likelihood = 0;       ///< comparable between ranges and stiffnesses over the same onsets
};

/// The most likely path through `onsets` (0..1 each). Throws Interrupted.
[[nodiscard]] BeatPath most_likely_beats(std::span<const float> onsets, const TempoRange& range, double stiffness,
                                         const std::stop_token& stop);

}  // namespace takt::beats
