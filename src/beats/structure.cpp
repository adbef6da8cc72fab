// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/structure.h"

#include "beats/bar_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace takt::beats {
namespace {

constexpr std::size_t kReach = 4;     // bars that are compared on either side
constexpr double kChordShare = 0.3;   // harmony changes in every bar; what plays changes with the parts
constexpr std::size_t kLongest = 16;  // bars of a phrase

// What a phrase of so many bars costs, in units of novelty. Even lengths beat all others; among them, 8 is the habit,
// and two of 4 or half of 16 must be worth it.
double phrase_cost(std::size_t bars) {
    switch (bars) {
        case 4: return 0.85;
        case 8: return 1.0;
        case 16: return 2.1;
        case 2:
        case 6:
        case 12: return 1.6;
        default: return 2.0 + (bars < 4 ? 0.6 : 0);
    }
}

/// The last phrase may be cut short.
double last_phrase_cost(std::size_t bars) {
    return phrase_cost(bars <= 4 ? 4 : bars <= 8 ? 8 : 16);
}

Timbre mean_of(std::span<const BarSound> bars) {
    Timbre mean;
    const float share = 1.0F / static_cast<float>(bars.size());
    for (const BarSound& bar : bars) {
        for (std::size_t k = 0; k < kBands; ++k) mean.bands[k] += share * bar.timbre.bands[k];
        for (std::size_t k = 0; k < kPitchClasses; ++k) mean.chroma[k] += share * bar.timbre.chroma[k];
    }
    return mean;
}

double difference(const Timbre& before, const Timbre& after) {
    double bands = 0;
    for (std::size_t k = 0; k < kBands; ++k) bands += std::abs(after.bands[k] - before.bands[k]);
    return bands / kBands + kChordShare * chord_distance(before.chroma, after.chroma);
}

std::size_t hop_of(double edge, std::size_t hops) {
    return std::min(hops, static_cast<std::size_t>(std::max(0.0, edge + 0.5)));
}

}  // namespace

std::vector<BarSound> bar_sounds(const Curves& curves, std::span<const float> onsets, std::span<const double> edges) {
    std::vector<BarSound> bars;
    const std::vector<Timbre> timbres = beat_timbres(curves, edges);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const std::size_t begin = hop_of(edges[i], curves.hops());
        const std::size_t end = std::max(begin, hop_of(edges[i + 1], curves.hops()));
        BarSound bar{timbres[i]};
        for (std::size_t hop = begin; hop < end; ++hop) {
            bar.level += static_cast<double>(curves.level[hop]) * curves.level[hop];
            bar.bass += curves.low_level[hop];
            bar.attacks += onsets[hop];
        }
        const auto count = static_cast<double>(std::max<std::size_t>(1, end - begin));
        bar.level = std::sqrt(bar.level / count);
        bar.bass /= count;
        bar.attacks /= count;
        bars.push_back(bar);
    }
    return bars;
}

std::vector<double> novelty(std::span<const BarSound> bars) {
    std::vector<double> result(bars.size(), 0.0);
    for (std::size_t i = 1; i < bars.size(); ++i) {
        const std::size_t before = std::min(i, kReach);
        const std::size_t after = std::min(bars.size() - i, kReach);
        result[i] = difference(mean_of(bars.subspan(i - before, before)), mean_of(bars.subspan(i, after)));
        // Close to an end few bars speak; a single one differs from its neighbour by chance.
        result[i] *= static_cast<double>(std::min(before, after)) / kReach;
    }
    return result;
}

std::vector<std::size_t> phrase_begins(std::span<const double> novelty) {
    const std::size_t count = novelty.size();
    if (count == 0) return {};
    // Only a peak is where the new begins: the bars beside it see half of it.
    std::vector<double> peak(count, 0.0);
    for (std::size_t i = 1; i < count; ++i) {
        const bool highest = novelty[i] >= novelty[i - 1] && (i + 1 == count || novelty[i] > novelty[i + 1]);
        if (highest) peak[i] = 3 * std::min(novelty[i], 1.5);
    }
    std::vector<double> cost(count + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> begin_of(count + 1, 0);
    cost[0] = 0;
    for (std::size_t end = 1; end <= count; ++end) {
        for (std::size_t bars = 1; bars <= std::min(end, kLongest); ++bars) {
            const std::size_t begin = end - bars;
            const double total = cost[begin] + (end == count ? last_phrase_cost(bars) : phrase_cost(bars));
            if (total < cost[end]) cost[end] = total, begin_of[end] = begin;
        }
        if (end < count) cost[end] -= peak[end];
    }
    std::vector<std::size_t> begins;
    for (std::size_t end = count; end > 0; end = begin_of[end]) begins.push_back(begin_of[end]);
    std::reverse(begins.begin(), begins.end());
    return begins;
}

}  // namespace takt::beats
