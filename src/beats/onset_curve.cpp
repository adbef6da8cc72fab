// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/onset_curve.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::size_t kMeanReach = 20;    // ± 0.2 s: what lasts longer is level, not attack
constexpr std::size_t kScaleReach = 400;  // ± 4 s: a quiet intro counts as much as the chorus
constexpr float kQuietest = 0.1F;         // of the song's own scale: the local scale never goes below
constexpr float kCompression = 10;        // of the song's mean: a soft attack is not ten times less one than a loud one
constexpr float kSilence = 1e-5F;         // -100 dB: dither and codec residue have no attacks
constexpr float kHalfCertain = 2;         // the mean normalised value that is an attack as likely as not
// High-frequency content is a level, not a difference: it peaks this many hops after the others.
constexpr std::array<std::size_t, kOnsetFunctions> kLag{0, 1, 0, 0, 0, 0};

}  // namespace

std::vector<float> moving_mean(std::span<const float> curve, std::size_t reach) {
    std::vector<double> sums(curve.size() + 1, 0.0);
    std::partial_sum(curve.begin(), curve.end(), sums.begin() + 1, [](double sum, float value) { return sum + value; });
    std::vector<float> mean(curve.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const std::size_t begin = i - std::min(i, reach);
        const std::size_t end = std::min(i + reach + 1, curve.size());
        mean[i] = static_cast<float>((sums[end] - sums[begin]) / static_cast<double>(end - begin));
    }
    return mean;
}

std::vector<float> normalised(std::span<const float> function, std::span<const float> level) {
    std::vector<float> curve(function.begin(), function.end());
    const double total = std::accumulate(curve.begin(), curve.end(), 0.0);
    if (total <= 0) return std::vector<float>(curve.size(), 0.0F);
    const float mean = static_cast<float>(total / static_cast<double>(curve.size()));
    for (float& value : curve) value = std::log1p(kCompression * value / mean);

    const std::vector<float> local = moving_mean(curve, kMeanReach);
    std::vector<float> squares(curve.size());
    for (std::size_t i = 0; i < curve.size(); ++i) {
        curve[i] = level[i] > kSilence ? std::max(0.0F, curve[i] - local[i]) : 0.0F;
        squares[i] = curve[i] * curve[i];
    }
    const std::vector<float> scale = moving_mean(squares, kScaleReach);
    const float floor = kQuietest * std::sqrt(*std::max_element(scale.begin(), scale.end()));
    if (floor <= 0) return curve;
    for (std::size_t i = 0; i < curve.size(); ++i) curve[i] /= std::max(std::sqrt(scale[i]), floor);
    return curve;
}

std::vector<float> soft(std::vector<float> normalised) {
    for (float& value : normalised) value /= value + kHalfCertain;
    return normalised;
}

std::vector<float> onset_curve(const Curves& curves) {
    std::vector<float> sum(curves.hops(), 0.0F);
    for (std::size_t function = 0; function < kOnsetFunctions; ++function) {
        const std::vector<float> part = normalised(curves.onset[function], curves.level);
        const std::size_t lag = kLag[function];
        for (std::size_t i = 0; i + lag < sum.size(); ++i) sum[i] += part[i + lag];
    }
    for (float& value : sum) value /= static_cast<float>(kOnsetFunctions);
    return soft(std::move(sum));
}

}  // namespace takt::beats
