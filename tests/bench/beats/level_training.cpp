// SPDX-License-Identifier: GPL-3.0-or-later
#include "level_training.h"

#include <algorithm>
#include <cmath>

namespace takt::bench {
namespace {

constexpr double kTolerance = 0.1;  // of F: readings that differ by less are both right
constexpr double kDecay = 3e-2;
constexpr double kStep = 0.1;
constexpr double kSlopeMemory = 0.9;
constexpr double kSquareMemory = 0.99;
constexpr int kRounds = 150;

double score(const beats::LevelFeatures& features, const LevelWeights& weights) {
    double sum = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * features[k];
    return sum;
}

void to_probabilities(std::vector<double>& scores) {
    const double top = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (double& one : scores) sum += one = std::exp(one - top);
    for (double& one : scores) one /= sum;
}

/// Of each feature over all readings.
LevelWeights standard_deviations(std::span<const RatedSong> songs) {
    LevelWeights sum{};
    LevelWeights squares{};
    double count = 0;
    for (const RatedSong& song : songs) {
        for (const RatedReading& reading : song) {
            ++count;
            for (std::size_t k = 0; k < sum.size(); ++k) {
                sum[k] += reading.features[k];
                squares[k] += reading.features[k] * reading.features[k];
            }
        }
    }
    LevelWeights deviations{};
    for (std::size_t k = 0; k < sum.size(); ++k) {
        const double mean = sum[k] / count;
        deviations[k] = std::sqrt(std::max(0.0, squares[k] / count - mean * mean)) + 1e-6;
    }
    return deviations;
}

/// Adds what the cross-entropy of one song rises by with each weight.
void add_slopes(const RatedSong& song, const LevelWeights& weights, LevelWeights& slopes) {
    std::vector<double> said;
    std::vector<double> meant;
    for (const RatedReading& reading : song) {
        said.push_back(score(reading.features, weights));
        meant.push_back(reading.f / kTolerance);
    }
    to_probabilities(said);
    to_probabilities(meant);
    for (std::size_t i = 0; i < song.size(); ++i) {
        for (std::size_t k = 0; k < slopes.size(); ++k) slopes[k] += (said[i] - meant[i]) * song[i].features[k];
    }
}

}  // namespace

LevelWeights learned_weights(std::span<const RatedSong> songs) {
    // The features stay as they are; weights are learned for standardised ones, of which the means cancel out in a
    // choice between readings of one song.
    const LevelWeights deviations = standard_deviations(songs);
    LevelWeights standard{};
    LevelWeights weights{};
    LevelWeights slope_mean{};
    LevelWeights square_mean{};
    for (int round = 1; round <= kRounds; ++round) {
        LevelWeights slopes{};
        for (const RatedSong& song : songs) add_slopes(song, weights, slopes);
        for (std::size_t k = 0; k < weights.size(); ++k) {
            const double slope = slopes[k] / deviations[k] / static_cast<double>(songs.size()) + kDecay * standard[k];
            slope_mean[k] = kSlopeMemory * slope_mean[k] + (1 - kSlopeMemory) * slope;
            square_mean[k] = kSquareMemory * square_mean[k] + (1 - kSquareMemory) * slope * slope;
            const double direction = slope_mean[k] / (1 - std::pow(kSlopeMemory, round));
            const double size = std::sqrt(square_mean[k] / (1 - std::pow(kSquareMemory, round)));
            standard[k] -= kStep * direction / (size + 1e-8);
            weights[k] = standard[k] / deviations[k];
        }
    }
    return weights;
}

LevelChoice choice(std::span<const RatedSong> songs, const LevelWeights& weights) {
    LevelChoice sum;
    for (const RatedSong& song : songs) {
        const auto chosen = std::max_element(song.begin(), song.end(), [&](const auto& a, const auto& b) {
            return score(a.features, weights) < score(b.features, weights);
        });
        sum.chosen += chosen->f;
        sum.best += std::max_element(song.begin(), song.end(), [](auto& a, auto& b) { return a.f < b.f; })->f;
        const auto first = std::find_if(song.begin(), song.end(), [](const auto& one) { return one.likeliest; });
        if (first != song.end()) sum.first += first->f;
    }
    const double count = std::max<double>(1, static_cast<double>(songs.size()));
    return {sum.chosen / count, sum.best / count, sum.first / count};
}

}  // namespace takt::bench
