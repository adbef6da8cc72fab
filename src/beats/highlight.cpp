// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/highlight.h"

#include <algorithm>

namespace takt::beats {
namespace {

// Shares of the strongest bar: a section's beginning outweighs a tenth of level.
constexpr double kAttackShare = 0.5;
constexpr double kBassShare = 0.25;
constexpr double kRiseShare = 0.25;
constexpr double kPhraseBonus = 0.1;
constexpr double kSectionBonus = 0.1;  // beside that of its phrase
constexpr std::size_t kBarsBefore = 4;

/// Sums of one strength per bar: energy, attacks and bass, each relative to the song's most.
std::vector<double> strength_sums(std::span<const BarSound> bars) {
    BarSound most;
    for (const BarSound& bar : bars) {
        most.level = std::max(most.level, bar.level);
        most.attacks = std::max(most.attacks, bar.attacks);
        most.bass = std::max(most.bass, bar.bass);
    }
    const auto share = [](double value, double of) { return of > 0 ? value / of : 0; };
    std::vector<double> sums{0};
    for (const BarSound& bar : bars) {
        sums.push_back(sums.back() + share(bar.level, most.level) + kAttackShare * share(bar.attacks, most.attacks) +
                       kBassShare * share(bar.bass, most.bass));
    }
    return sums;
}

}  // namespace

std::optional<std::size_t> highlight_begin(std::span<const BarSound> bars, std::span<const std::size_t> phrases,
                                           std::span<const std::size_t> sections) {
    if (bars.empty()) return std::nullopt;
    const std::vector<double> sums = strength_sums(bars);
    const auto mean = [&](std::size_t begin, std::size_t end) {
        return begin == end ? 0 : (sums[end] - sums[begin]) / static_cast<double>(end - begin);
    };
    std::vector<double> bonus(bars.size(), 0.0);
    for (const std::size_t phrase : phrases) bonus[phrase] += kPhraseBonus;
    for (const std::size_t section : sections) bonus[section] += kSectionBonus;
    std::size_t best = 0;
    double best_score = -1;
    for (std::size_t begin = 0; begin == 0 || begin + kHighlightBars <= bars.size(); ++begin) {
        // Its first half counts for more: that is what a short video shows for sure.
        const double strength = 0.6 * mean(begin, std::min(bars.size(), begin + kHighlightBars)) +
                                0.4 * mean(begin, std::min(bars.size(), begin + kHighlightBars / 2));
        const double before = mean(begin - std::min(begin, kBarsBefore), begin);
        const double score =
            strength + bonus[begin] + kRiseShare * std::max(0.0, strength - before) * (begin > 0 ? 1 : 0);
        if (score > best_score + 1e-9) best = begin, best_score = score;
    }
    return best;
}

}  // namespace takt::beats
