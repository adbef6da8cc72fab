// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/sections.h"

#include "beats/listener.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace takt::beats {
namespace {

constexpr std::size_t kFewestBars = 4;  // a phrase
constexpr double kStepDb = 3;           // a change of loudness that lasts two phrases and is heard as another part
constexpr double kQuietestDb = -60;
constexpr double kLoud = 0.7;   // amplitude relative to the loudest section: -3 dB
constexpr double kQuiet = 0.4;  // -8 dB
constexpr double kHopsWithoutBars = 2 * kHopsPerSecond;

std::vector<double> edges(std::size_t hops) {
    std::vector<double> result{0};
    for (double hop = kHopsWithoutBars; hop + kHopsWithoutBars <= static_cast<double>(hops); hop += kHopsWithoutBars) {
        result.push_back(hop);
    }
    result.push_back(static_cast<double>(hops));
    return result;
}

double rms(std::span<const float> level, double begin, double end) {
    const auto first = std::min(static_cast<std::size_t>(begin), level.size());
    const auto last = std::clamp(static_cast<std::size_t>(end), first, level.size());
    double squares = 0;
    for (std::size_t hop = first; hop < last; ++hop) squares += static_cast<double>(level[hop]) * level[hop];
    return first == last ? 0 : std::sqrt(squares / static_cast<double>(last - first));
}

std::string label_of(double energy) {
    return energy >= kLoud ? "loud" : energy >= kQuiet ? "medium" : "quiet";
}

}  // namespace

std::vector<std::size_t> piecewise_constant(std::span<const double> values, std::size_t shortest, double penalty) {
    std::vector<double> sums{0};
    std::vector<double> squares{0};
    for (const double value : values) {
        sums.push_back(sums.back() + value);
        squares.push_back(squares.back() + value * value);
    }
    const auto error = [&](std::size_t begin, std::size_t end) {
        const double sum = sums[end] - sums[begin];
        return squares[end] - squares[begin] - sum * sum / static_cast<double>(end - begin);
    };
    std::vector<double> cost(values.size() + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> begin_of(values.size() + 1, 0);
    cost[0] = 0;
    for (std::size_t end = 1; end <= values.size(); ++end) {
        cost[end] = error(0, end);
        for (std::size_t begin = shortest; begin + shortest <= end; ++begin) {
            const double total = cost[begin] + penalty + error(begin, end);
            if (total < cost[end]) cost[end] = total, begin_of[end] = begin;
        }
    }
    std::vector<std::size_t> begins;
    for (std::size_t end = values.size(); end > 0; end = begin_of[end]) begins.push_back(begin_of[end]);
    std::reverse(begins.begin(), begins.end());
    return begins;
}

std::vector<Section> loudness_sections(std::span<const float> level, Us duration) {
    if (duration <= Us{0}) return {};
    const std::vector<double> edge = edges(level.size());
    std::vector<double> loudness_db;
    for (std::size_t i = 0; i + 1 < edge.size(); ++i) {
        loudness_db.push_back(std::max(kQuietestDb, 20 * std::log10(1e-9 + rms(level, edge[i], edge[i + 1]))));
    }
    // Two pieces of n values that differ by d save n/2 · d² of squared error.
    const std::vector<std::size_t> begins =
        piecewise_constant(loudness_db, kFewestBars, kFewestBars * kStepDb * kStepDb);

    std::vector<Section> sections;
    double loudest = 0;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const bool last = i + 1 == begins.size();
        const double end = last ? static_cast<double>(level.size()) : edge[begins[i + 1]];
        Section section;
        section.range.begin = sections.empty() ? Us{0} : sections.back().range.end;
        section.range.end = last ? duration : std::min(duration, from_seconds(hop_time_s(end)));
        section.energy = rms(level, edge[begins[i]], end);
        loudest = std::max(loudest, section.energy);
        sections.push_back(section);
    }
    for (Section& section : sections) {
        section.energy = loudest > 0 ? section.energy / loudest : 0;
        section.label = label_of(section.energy);
    }
    return sections;
}

}  // namespace takt::beats
