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

/// One time per line; empty when there is no such file.
[[nodiscard]] Times read_times(const std::filesystem::path& path);
/// Without what lies before `begin_s`.
[[nodiscard]] Times trimmed(const Times& beats, double begin_s = 5);
/// Harmonic mean of precision and recall; a hit is within `window_s`, one to one. 0 when either is empty.
[[nodiscard]] double f_measure(const Times& truth, const Times& found, double window_s = 0.07);
/// Phase and period within 17.5 % of the interval, both for the beat and its predecessor.
[[nodiscard]] Continuity continuity(const Times& truth, const Times& found);

}  // namespace takt::bench
