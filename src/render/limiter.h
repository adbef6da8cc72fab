// SPDX-License-Identifier: GPL-3.0-or-later
// A look-ahead peak limiter for interleaved stereo: no sample leaves above the ceiling, and the gain bends smoothly.
//
//     peak ahead         |            wanted gain = ceiling / peak, the minimum over the look-ahead,
//     gain ‾‾‾‾‾‾\______/‾‾‾          falling at once, rising exponentially, then averaged over the look-ahead:
//                 5 ms   release      the average reaches the minimum exactly when the peak comes out
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <utility>
#include <vector>

namespace takt::render {

class Limiter {
public:
    static constexpr std::size_t kLookAhead = 240;         ///< 5 ms at 48 kHz
    static constexpr std::size_t kDelay = kLookAhead - 1;  ///< frames by which the output is late

    /// `gain` (linear) is applied first; `ceiling` (linear) is of samples, not of true peaks.
    Limiter(double gain, double ceiling);

    /// In place: frames in, frames of kDelay earlier out.
    void limit(std::span<float> interleaved);

private:
    [[nodiscard]] double next_gain(double peak);

    double gain_;
    double ceiling_;
    std::vector<float> delayed_;                         // kLookAhead stereo frames, a ring
    std::vector<double> gains_;                          // the last kLookAhead gains, a ring
    std::deque<std::pair<std::size_t, double>> minima_;  // (frame, wanted gain), rising: the front is the minimum
    double envelope_ = 1;
    double sum_;
    std::size_t frame_ = 0;
};

}  // namespace takt::render
