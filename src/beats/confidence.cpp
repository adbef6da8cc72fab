// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/confidence.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace takt::beats {
namespace {

constexpr std::size_t kSteps = 12;  // of a beat: halves, thirds and quarters have their own
constexpr std::size_t kLags[]{1, 2, 3, 4, 6, 8};

// Clarity above chance times repetition is below 0.01 for white noise, 0.03 for speech, 0.1 to 0.3 for romantic piano
// and dense metal, 0.3 to 1.2 for pop, jazz and loops. kMusical is the geometric mean between speech and the weakest
// music.
constexpr double kHalfSure = 0.2;

std::vector<double> sampled(const Pulse& pulse, std::span<const double> beats) {
    std::vector<double> samples;
    for (std::size_t i = 1; i < beats.size(); ++i) {
        const double step = (beats[i] - beats[i - 1]) / kSteps;
        for (std::size_t k = 0; k < kSteps; ++k) {
            samples.push_back(pulse.attack(beats[i - 1] + step * static_cast<double>(k)));
        }
    }
    const double mean = std::accumulate(samples.begin(), samples.end(), 0.0) /
                        static_cast<double>(std::max<std::size_t>(1, samples.size()));
    for (double& sample : samples) sample -= mean;
    return samples;
}

double mean_product(std::span<const double> a, std::span<const double> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0) /
           static_cast<double>(std::max<std::size_t>(1, a.size()));
}

}  // namespace

double rhythm_repetition(const Pulse& pulse, std::span<const double> beats) {
    const std::vector<double> samples = sampled(pulse, beats);
    const double power = mean_product(samples, samples);
    if (power <= 0) return 0;
    const std::span<const double> all(samples);
    double sum = 0;
    int lags = 0;
    for (const std::size_t lag : kLags) {
        if (2 * lag * kSteps > all.size()) break;
        const std::size_t count = all.size() - lag * kSteps;
        sum += mean_product(all.first(count), all.last(count)) / power;
        ++lags;
    }
    return lags > 0 ? std::clamp(sum / lags, 0.0, 1.0) : 0;
}

double pulse_confidence(const Pulse& pulse, std::span<const double> beats) {
    const double evidence = std::max(0.0, pulse.clarity(beats) - 1) * rhythm_repetition(pulse, beats);
    return evidence / (evidence + kHalfSure);
}

}  // namespace takt::beats
