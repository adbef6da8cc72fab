// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/spectra.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>

namespace takt::beats {
namespace {

// Sums in so many lanes: the compiler may use vectors, and every build adds in the same order.
constexpr std::size_t kLanes = 8;
// Below this, a bin has no phase worth predicting.
constexpr float kTiny = 1e-12F;

}  // namespace

Spectra::Spectra(std::size_t window_samples, std::size_t hop_samples)
    : hop_samples_(hop_samples),
      window_(window_samples),
      recent_(window_samples),
      fourier_(own(new_aubio_fft(static_cast<uint_t>(window_samples)))),
      windowed_(own(new_fvec(static_cast<uint_t>(window_samples)))),
      complex_(own(new_fvec(static_cast<uint_t>(window_samples)))) {
    for (std::size_t i = 0; i < window_samples; ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window_samples);
        window_[i] = static_cast<float>(0.5 * (1 - std::cos(turn)));
    }
    for (auto* values : {&past_.magnitude, &past_.real, &past_.imaginary, &past_.older_real, &past_.older_imaginary}) {
        values->assign(window_samples / 2 + 1, 0.0F);
    }
}

void Spectra::advance(std::span<const float> hop) {
    std::copy(recent_.begin() + static_cast<std::ptrdiff_t>(hop_samples_), recent_.end(), recent_.begin());
    std::copy(hop.begin(), hop.end(), recent_.end() - static_cast<std::ptrdiff_t>(hop_samples_));
    for (std::size_t i = 0; i < window_.size(); ++i) windowed_->data[i] = window_[i] * recent_[i];
    aubio_fft_do_complex(fourier_.get(), windowed_.get(), complex_.get());
    measure();
}

void Spectra::measure() {
    const std::size_t size = window_.size();
    const std::size_t bins = past_.magnitude.size();
    // The first and the last bin are real; their imaginary parts are not stored. The first carries no sound.
    std::vector<float> imaginary(bins);
    for (std::size_t bin = 1; bin + 1 < bins; ++bin) imaginary[bin] = complex_->data[size - bin];
    const float* real = complex_->data;
    std::array<float, kLanes> sums{};
    const std::size_t whole = bins / kLanes * kLanes;
    for (std::size_t begin = 0; begin < whole; begin += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const std::size_t bin = begin + lane;
            const float re = real[bin];
            const float im = imaginary[bin];
            const float magnitude = std::sqrt(re * re + im * im);
            // The phase advances as it did between the last two windows: twice the last minus the one before.
            const float r = past_.real[bin];
            const float i = past_.imaginary[bin];
            const float square_re = r * r - i * i;
            const float square_im = 2 * r * i;
            const float expected_re =
                past_.magnitude[bin] * (square_re * past_.older_real[bin] + square_im * past_.older_imaginary[bin]);
            const float expected_im =
                past_.magnitude[bin] * (square_im * past_.older_real[bin] - square_re * past_.older_imaginary[bin]);
            const float off_re = re - expected_re;
            const float off_im = im - expected_im;
            sums[lane] += std::sqrt(off_re * off_re + off_im * off_im);
            const float scale = 1 / (magnitude + kTiny);
            past_.older_real[bin] = r;
            past_.older_imaginary[bin] = i;
            past_.real[bin] = re * scale;
            past_.imaginary[bin] = im * scale;
            past_.magnitude[bin] = magnitude;
        }
    }
    past_.magnitude[bins - 1] = std::abs(real[bins - 1]);
    complex_domain_ = std::accumulate(sums.begin(), sums.end(), 0.0F);
}

}  // namespace takt::beats
