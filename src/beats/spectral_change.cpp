// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/spectral_change.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace takt::beats {
namespace {

// As in Spectra: several lanes in a fixed order are fast, and the same everywhere.
constexpr std::size_t kLanes = 8;
// Keeps quiet bins from counting, in magnitudes of a full-scale window.
constexpr float kQuiet = 0.1F;
// Logarithms of products instead of sums of logarithms: so many ratios per product, each at most kMostRatio (ten
// thousand is what sound within full scale can reach), stay within a double.
constexpr std::size_t kPerProduct = 32;
constexpr float kMostRatio = 1e9F;

using Lanes = std::array<float, kLanes>;

/// Sum of the logarithms of `ratios`, whose number is a multiple of kLanes.
double sum_of_logarithms(std::span<const float> ratios) {
    double sum = 0;
    for (std::size_t at = 0; at < ratios.size();) {
        std::array<double, kLanes> products;
        products.fill(1);
        const std::size_t end = std::min(ratios.size(), at + kPerProduct * kLanes);
        for (; at < end; at += kLanes) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) products[lane] *= static_cast<double>(ratios[at + lane]);
        }
        for (const double product : products) sum += std::log(product);
    }
    return sum;
}

float sum_of(const Lanes& lanes) {
    return std::accumulate(lanes.begin(), lanes.end(), 0.0F);
}

}  // namespace

SpectralChange::SpectralChange(std::size_t bins)
    : bins_(bins),
      last_((bins + kLanes - 1) / kLanes * kLanes),
      now_(last_.size()),
      ratios_(last_.size()),
      weights_(last_.size()) {
    std::iota(weights_.begin(), weights_.end(), 1.0F);
}

Change SpectralChange::add(std::span<const float> magnitudes) {
    // Bins beyond the last stay silent, and change nothing.
    std::copy_n(magnitudes.begin(), bins_, now_.begin());
    const float* now = now_.data();
    const float* last = last_.data();
    const float* weights = weights_.data();
    float* ratios = ratios_.data();
    Lanes rises{};
    Lanes weighted{};
    const std::size_t size = now_.size();
    for (std::size_t at = 0; at < size; ++at) {
        const float ratio = 1 + now[at] / (last[at] + kQuiet);
        ratios[at] = ratio > kMostRatio ? kMostRatio : ratio;
    }
    for (std::size_t at = 0; at < size; at += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float rise = now[at + lane] - last[at + lane];
            rises[lane] += rise > 0 ? rise : 0;
            weighted[lane] += now[at + lane] * weights[at + lane];
        }
    }
    now_.swap(last_);
    return {sum_of(rises), sum_of(weighted), static_cast<float>(sum_of_logarithms(ratios_))};
}

}  // namespace takt::beats
