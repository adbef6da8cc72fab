// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/bars.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt::beats {
namespace {

// A skipped or doubled beat shifts the bars; it must explain this much accent (in standard deviations) to be believed.
constexpr double kShiftCost = 8;
// Four is by far the more frequent: three must be clearly the better explanation.
constexpr double kTripleAdvantage = 1.15;
constexpr double kTripleAccent = 0.4;  // standard deviations above the mean, on the mean downbeat

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
    double score = 0;
};

/// The best positions in bars of `meter` beats: accents on downbeats count, and positions advance by one except at a
/// shift.
Reading read_as(int meter, std::span<const double> accents) {
    const auto positions = static_cast<std::size_t>(meter);
    std::vector<double> score(positions, 0.0);
    std::vector<std::vector<std::size_t>> came_from;
    for (const double accent : accents) {
        const std::size_t best = std::max_element(score.begin(), score.end()) - score.begin();
        std::vector<double> next(positions);
        std::vector<std::size_t> from(positions);
        for (std::size_t position = 0; position < positions; ++position) {
            const std::size_t steady = (position + positions - 1) % positions;
            from[position] = score[best] - kShiftCost > score[steady] ? best : steady;
            next[position] = from[position] == steady ? score[steady] : score[best] - kShiftCost;
            if (position == 0) next[position] += accent;
        }
        score = next;
        came_from.push_back(from);
    }
    Reading reading{{meter, std::vector<int>(accents.size())}, 0};
    std::size_t position = std::max_element(score.begin(), score.end()) - score.begin();
    // Longer bars have fewer downbeats: compare as deviations of their sum.
    reading.score = score[position] / std::sqrt(static_cast<double>(accents.size()) / meter);
    for (std::size_t i = accents.size(); i-- > 0;) {
        reading.bars.positions[i] = static_cast<int>(position);
        position = came_from[i][position];
    }
    return reading;
}

double mean_of(std::span<const float> curve, double hop, int begin, int end) {
    double sum = 0;
    int count = 0;
    for (int offset = begin; offset < end; ++offset) {
        const long at = std::lround(hop) + offset;
        if (at < 0 || at >= static_cast<long>(curve.size())) continue;
        sum += curve[at];
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

double peak_of(std::span<const float> curve, double hop) {
    double peak = 0;
    for (int offset = -2; offset <= 3; ++offset) peak = std::max(peak, mean_of(curve, hop, offset, offset + 1));
    return peak;
}

}  // namespace

Bars find_bars(std::span<const double> accents) {
    if (accents.empty()) return {};
    const std::vector<double> scores = standardised({accents.begin(), accents.end()});
    Reading four = read_as(4, scores);
    Reading three = read_as(3, scores);
    const double accent = three.score / std::sqrt(static_cast<double>(accents.size()) / 3);
    return accent > kTripleAccent && three.score > kTripleAdvantage * four.score ? three.bars : four.bars;
}

Bars find_bars(const Curves& curves, std::span<const float> onsets, std::span<const double> beats) {
    if (beats.empty()) return {};
    std::vector<double> attack;
    std::vector<double> bass;
    std::vector<double> loudness;
    for (const double beat : beats) {
        attack.push_back(peak_of(onsets, beat));
        bass.push_back(std::log(1e-3 + mean_of(curves.low_level, beat, 0, 12)));
        loudness.push_back(std::log(1e-5 + mean_of(curves.level, beat, 0, 12)));
    }
    attack = standardised(std::move(attack));
    bass = standardised(std::move(bass));
    loudness = standardised(std::move(loudness));
    std::vector<double> accents(beats.size());
    for (std::size_t i = 0; i < accents.size(); ++i) accents[i] = attack[i] + bass[i] + loudness[i];
    return find_bars(accents);
}

}  // namespace takt::beats
