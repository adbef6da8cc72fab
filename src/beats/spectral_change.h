// SPDX-License-Identifier: GPL-3.0-or-later
// Onset functions over whole spectra: how much of each hop is new. aubio's definitions, bin for bin; computed here
// because aubio takes a logarithm and a branch for every bin, which cost more than its Fourier transform.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace takt::beats {

struct Change {
    float flux = 0;              ///< sum of the rises (Dixon, Onset Detection Revisited, 2006)
    float high_frequency = 0;    ///< magnitudes weighted by frequency (Masri, 1996)
    float kullback_leibler = 0;  ///< sum of log(1 + new/old), modified as in Brossier's thesis (2006)
};

class SpectralChange {
public:
    explicit SpectralChange(std::size_t bins);
    /// `magnitudes` has as many as there are bins, none negative.
    [[nodiscard]] Change add(std::span<const float> magnitudes);

private:
    std::size_t bins_;
    std::vector<float> last_;  // as all of these: with silent bins up to whole vectors
    std::vector<float> now_;
    std::vector<float> ratios_;
    std::vector<float> weights_;
};

}  // namespace takt::beats
