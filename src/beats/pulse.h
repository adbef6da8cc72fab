// SPDX-License-Identifier: GPL-3.0-or-later
// How much begins at the beats, against what begins anywhere: the measure by which a pulse is one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace takt::beats {

/// The greatest value within `reach` hops of each hop: what a beat finds that is not exactly on its attack.
[[nodiscard]] std::vector<float> held(std::span<const float> curve, std::size_t reach);

/// Answers for one onset curve.
class Pulse {
public:
    explicit Pulse(std::span<const float> onsets);

    /// The strongest onset within 20 ms of `hop`.
    [[nodiscard]] double attack(double hop) const;
    /// The mean attack on all beats but the last, relative to hops chosen blindly: 1 is chance.
    [[nodiscard]] double clarity(std::span<const double> beats) const;

private:
    std::vector<float> attacks_;
    double blind_ = 0;
};

/// The median tempo of beats given in hops; needs two beats.
[[nodiscard]] double median_bpm(std::span<const double> beats);
/// The lengths between beats, ascending.
[[nodiscard]] std::vector<double> sorted_intervals(std::span<const double> beats);

}  // namespace takt::beats
