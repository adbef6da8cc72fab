// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of beat tracking by their definitions (Davies, Degara, Plumbley: Evaluation Methods for Musical Audio Beat
// Tracking Algorithms, 2009), with the conventions of mir_eval: the first five seconds are not judged.
#pragma once

#include <filesystem>
#include <vector>

namespace takt::bench {

/// Seconds, ascending.
using Times = std::vector<double>;

struct Continuity {
    double cmlt = 0;  ///< share of beats that are right, at the right level
    double amlt = 0;  ///< the same, off-beat, double and half tempo allowed
};

/// Acc1: the tempo within 4 %. Acc2: that, or its double, triple, half or third.
struct TempoHit {
    bool acc1 = false;
    bool acc2 = false;
};

/// One time per line; empty when there is no such file.
[[nodiscard]] Times read_times(const std::filesystem::path& path);
/// Without what lies before `begin_s`.
[[nodiscard]] Times trimmed(const Times& beats, double begin_s = 5);
/// Harmonic mean of precision and recall; a hit is within `window_s`, one to one. 0 when either is empty.
[[nodiscard]] double f_measure(const Times& truth, const Times& found, double window_s = 0.07);
/// Phase and period within 17.5 % of the interval, both for the beat and its predecessor.
[[nodiscard]] Continuity continuity(const Times& truth, const Times& found);
/// The tempo of most intervals; 0 with fewer than two beats.
[[nodiscard]] double median_bpm(const Times& beats);
/// Both in BPM; as in Gouyon et al., An Experimental Comparison of Audio Tempo Induction Algorithms, 2006.
[[nodiscard]] TempoHit tempo_hit(double true_bpm, double found_bpm);

}  // namespace takt::bench
