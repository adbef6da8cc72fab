// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/confidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace takt::beats {
namespace {

constexpr std::size_t kSteps = 12;  // of a beat: halves, thirds and quarters have their own
constexpr std::size_t kLags[]{1, 2, 3, 4, 6, 8};

// A logistic regression of F-measures on the evidence of a pulse and the odds of the reading, over about a
// thousand made songs, of the band and by chance.
constexpr double kCertain = 1.599;
constexpr double kByEvidence = 0.095;  // per nat
constexpr double kByOdds = 0.793;      // per nat
constexpr double kNoEvidence = 0.02;
constexpr double kNoRivals = 1e-3;

/// The odds of all readings that are not `chosen`, nor its path found again at another ratio.
double rivals_of(const Reading& chosen, std::span<const Reading> readings) {
    double sum = 0;
    for (const Reading& other : readings) {
        const bool same = other.phase == chosen.phase && std::abs(other.bpm / chosen.bpm - 1) < kSameTempo;
        if (!same) sum += std::exp(other.score - chosen.score);
    }
    return sum;
}

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

double pulse_evidence(const Pulse& pulse, std::span<const double> beats) {
    return std::max(0.0, pulse.clarity(beats) - 1) * rhythm_repetition(pulse, beats);
}

double confidence_in(const Reading& chosen, std::span<const Reading> readings, double evidence) {
    if (evidence < kMusical) return kLittle * evidence / kMusical;
    const double log_odds = kCertain + kByEvidence * std::log(evidence + kNoEvidence) -
                            kByOdds * std::log(rivals_of(chosen, readings) + kNoRivals);
    return 1 / (1 + std::exp(-log_odds));
}

}  // namespace takt::beats
