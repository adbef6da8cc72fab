// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace takt::bench {
namespace {

constexpr double kTolerance = 0.175;
constexpr double kTempoTolerance = 0.04;

std::size_t nearest(const Times& beats, double time) {
    const auto after = std::lower_bound(beats.begin(), beats.end(), time);
    if (after == beats.begin()) return 0;
    if (after == beats.end() || time - *(after - 1) <= *after - time) return after - beats.begin() - 1;
    return after - beats.begin();
}

double interval_before(const Times& beats, std::size_t i) {
    return beats[i] - beats[i - 1];
}

/// The interval after a beat, or the one before it where it is the last.
double interval_after(const Times& beats, std::size_t i) {
    return i + 1 < beats.size() ? beats[i + 1] - beats[i] : beats[i] - beats[i - 1];
}

/// Share of beats that are correct in phase and period.
double correct_share(const Times& truth, const Times& found) {
    if (truth.size() < 2 || found.size() < 2) return 0;
    std::vector<bool> used(truth.size(), false);
    int correct = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t match = nearest(truth, found[i]);
        // The first has no predecessor, so it is held against what follows, and so is its partner.
        const auto interval_at = i == 0 || match == 0 ? interval_after : interval_before;
        const double interval = interval_at(truth, match);
        const bool in_phase = std::abs(found[i] - truth[match]) < kTolerance * interval;
        const bool in_period = std::abs(1 - interval_at(found, i) / interval) < kTolerance;
        if (used[match] || !in_phase || !in_period) continue;
        used[match] = true;
        ++correct;
    }
    return static_cast<double>(correct) / static_cast<double>(std::max(truth.size(), found.size()));
}

Times doubled(const Times& beats) {
    Times result;
    for (std::size_t i = 0; i + 1 < beats.size(); ++i) {
        result.push_back(beats[i]);
        result.push_back((beats[i] + beats[i + 1]) / 2);
    }
    if (!beats.empty()) result.push_back(beats.back());
    return result;
}

Times every_second(const Times& beats, std::size_t first) {
    Times result;
    for (std::size_t i = first; i < beats.size(); i += 2) result.push_back(beats[i]);
    return result;
}

}  // namespace

Times read_times(const std::filesystem::path& path) {
    std::ifstream lines(path);
    return {std::istream_iterator<double>(lines), std::istream_iterator<double>()};
}

Times trimmed(const Times& beats, double begin_s) {
    return {std::lower_bound(beats.begin(), beats.end(), begin_s), beats.end()};
}

double f_measure(const Times& truth, const Times& found, double window_s) {
    // On a line, taking the earliest pair that fits is a largest one-to-one matching.
    std::size_t hits = 0;
    for (std::size_t t = 0, f = 0; t < truth.size() && f < found.size();) {
        if (std::abs(truth[t] - found[f]) <= window_s) {
            ++hits, ++t, ++f;
        } else {
            ++(truth[t] < found[f] ? t : f);
        }
    }
    return hits == 0 ? 0 : 2.0 * static_cast<double>(hits) / static_cast<double>(truth.size() + found.size());
}

Continuity continuity(const Times& truth, const Times& found) {
    const Times twice = doubled(truth);
    Continuity result{correct_share(truth, found), 0};
    result.amlt = result.cmlt;
    for (const Times& level : {every_second(twice, 1), twice, every_second(truth, 0), every_second(truth, 1)}) {
        result.amlt = std::max(result.amlt, correct_share(level, found));
    }
    return result;
}

double median_bpm(const Times& beats) {
    if (beats.size() < 2) return 0;
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.size(); ++i) intervals.push_back(beats[i] - beats[i - 1]);
    const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
    std::nth_element(intervals.begin(), middle, intervals.end());
    return 60 / *middle;
}

TempoHit tempo_hit(double true_bpm, double found_bpm) {
    const auto near = [&](double bpm) { return std::abs(found_bpm / bpm - 1) <= kTempoTolerance; };
    const bool right = near(true_bpm);
    return {right, right || near(2 * true_bpm) || near(3 * true_bpm) || near(true_bpm / 2) || near(true_bpm / 3)};
}

}  // namespace takt::bench
