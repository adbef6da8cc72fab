// SPDX-License-Identifier: GPL-3.0-or-later
// One windowed Fourier transform per hop, shared by all who listen: its magnitudes, and how far the spectrum is from
// what a steady sound would have become. No angle is ever computed: the phase vocoder's arc tangents cost more than
// everything else together.
#pragma once

#include "beats/aubio_handles.h"

#include <cstddef>
#include <span>
#include <vector>

namespace takt::beats {

class Spectra {
public:
    /// Windows of `window_samples` (a power of two), `hop_samples` apart.
    Spectra(std::size_t window_samples, std::size_t hop_samples);

    /// Takes the next hop's samples; what follows answers for the window that ends with them.
    void advance(std::span<const float> hop);
    /// Of window_samples / 2 + 1 bins.
    [[nodiscard]] std::span<const float> magnitudes() const { return past_.magnitude; }
    /// The complex-domain onset function (Bello, Duxbury, Davies and Sandler, On the Use of Phase and Energy for
    /// Musical Onset Detection in the Complex Domain, 2004): distance to the spectrum that the last two predict.
    [[nodiscard]] float complex_domain() const { return complex_domain_; }

private:
    void measure();

    std::size_t hop_samples_;
    std::vector<float> window_;
    std::vector<float> recent_;  // the window's samples, oldest first
    FourierPtr fourier_;
    VectorPtr windowed_;
    VectorPtr complex_;  // as libraries of the FFTPACK kind give it: real parts, then imaginary ones backwards
    // Per bin: the magnitude and unit phasor of the window before, and the unit phasor of the one before that.
    struct Past {
        std::vector<float> magnitude, real, imaginary, older_real, older_imaginary;
    } past_;
    float complex_domain_ = 0;
};

}  // namespace takt::beats
