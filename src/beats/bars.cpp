// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/bars.h"

#include "beats/bar_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace takt::beats {
namespace {

// A skipped or doubled beat shifts the bars; it must explain this much evidence (in standard deviations) to be
// believed.
constexpr double kShiftCost = 8;
// Four is by far the more frequent: the others must be clearly the better explanation.
struct Meter {
    int beats;
    double advantage;
};
constexpr std::array<Meter, 5> kMeters{{{4, 1}, {3, 1.15}, {2, 1.2}, {6, 1.15}, {5, 1.2}}};
constexpr double kOwnAccent = 0.4;  // standard deviations above the mean, on the mean downbeat of any meter but four

std::vector<double> standardised(std::vector<double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (double& value : values) {
        value -= mean;
        squares += value * value;
    }
    const double deviation = std::sqrt(squares / count);
    // What stands out more than three deviations is one event, not a meter.
    for (double& value : values) value = deviation > 0 ? std::clamp(value / deviation, -3.0, 3.0) : 0;
    return values;
}

struct Reading {
    Bars bars;
    double score = 0;   ///< deviations of the sum of the evidence on downbeats
    double accent = 0;  ///< evidence on the mean downbeat
};

/// The best positions in bars of `meter` beats: evidence on downbeats counts, and positions advance by one except at a
/// shift.
Reading read_as(int meter, std::span<const double> evidence) {
    const auto positions = static_cast<std::size_t>(meter);
    std::vector<double> score(positions, 0.0);
    std::vector<std::uint8_t> came_from;
    for (const double value : evidence) {
        const std::size_t best = std::max_element(score.begin(), score.end()) - score.begin();
        std::vector<double> next(positions);
        for (std::size_t position = 0; position < positions; ++position) {
            const std::size_t steady = (position + positions - 1) % positions;
            const bool shifts = score[best] - kShiftCost > score[steady];
            came_from.push_back(static_cast<std::uint8_t>(shifts ? best : steady));
            next[position] = (shifts ? score[best] - kShiftCost : score[steady]) + (position == 0 ? value : 0);
        }
        score = std::move(next);
    }
    Reading reading{{meter, std::vector<int>(evidence.size())}};
    std::size_t position = std::max_element(score.begin(), score.end()) - score.begin();
    // Longer bars have fewer downbeats: compare as deviations of their sum.
    const double downbeats = static_cast<double>(evidence.size()) / meter;
    reading.score = score[position] / std::sqrt(downbeats);
    reading.accent = score[position] / downbeats;
    for (std::size_t i = evidence.size(); i-- > 0;) {
        reading.bars.positions[i] = static_cast<int>(position);
        position = came_from[i * positions + position];
    }
    return reading;
}

}  // namespace

Bars find_bars(std::span<const double> accents) {
    if (accents.empty()) return {};
    const std::vector<double> evidence = standardised({accents.begin(), accents.end()});
    Bars best;
    double best_score = 0;
    for (const Meter& meter : kMeters) {
        Reading reading = read_as(meter.beats, evidence);
        const double score = reading.score / meter.advantage;
        if (best.positions.empty() || (score > best_score && reading.accent > kOwnAccent)) {
            best = std::move(reading.bars);
            best_score = score;
        }
    }
    return best;
}

std::vector<double> downbeat_evidence(std::span<const BeatSound> sounds) {
    std::vector<double> evidence;
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < kBarWeights; ++k) {
            const std::size_t at = i + k / kBarFeatures;  // kBarContext further on than the beat meant
            if (at < kBarContext || at - kBarContext >= sounds.size()) continue;
            sum += kDownbeatWeights[k] * static_cast<double>(sounds[at - kBarContext][k % kBarFeatures]);
        }
        evidence.push_back(sum);
    }
    return evidence;
}

Bars find_bars(const Curves& curves, std::span<const float> onsets, std::span<const double> beats) {
    return find_bars(downbeat_evidence(beat_sounds(curves, onsets, beats)));
}

}  // namespace takt::beats
