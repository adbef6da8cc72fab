// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/pulse.h"

#include "beats/listener.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt::beats {
namespace {

constexpr std::size_t kReach = 2;  // hops: ± 20 ms

}  // namespace

std::vector<float> held(std::span<const float> curve, std::size_t reach) {
    std::vector<float> result(curve.size());
    for (std::size_t hop = 0; hop < curve.size(); ++hop) {
        const std::size_t begin = hop - std::min(hop, reach);
        const auto near = curve.subspan(begin, std::min(hop + reach + 1, curve.size()) - begin);
        result[hop] = *std::max_element(near.begin(), near.end());
    }
    return result;
}

Pulse::Pulse(std::span<const float> onsets) : attacks_(held(onsets, kReach)) {
    if (attacks_.empty()) return;
    blind_ = std::accumulate(attacks_.begin(), attacks_.end(), 0.0) / static_cast<double>(attacks_.size());
}

double Pulse::attack(double hop) const {
    const long nearest = std::max(0L, std::lround(hop));
    return nearest < static_cast<long>(attacks_.size()) ? attacks_[static_cast<std::size_t>(nearest)] : 0;
}

double Pulse::clarity(std::span<const double> beats) const {
    if (beats.size() < 2 || blind_ <= 0) return 0;
    const auto all_but_last = beats.first(beats.size() - 1);
    const double sum = std::accumulate(all_but_last.begin(), all_but_last.end(), 0.0,
                                       [&](double total, double beat) { return total + attack(beat); });
    return sum / static_cast<double>(all_but_last.size()) / blind_;
}

std::vector<double> sorted_intervals(std::span<const double> beats) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.size(); ++i) intervals.push_back(beats[i] - beats[i - 1]);
    std::sort(intervals.begin(), intervals.end());
    return intervals;
}

double median_bpm(std::span<const double> beats) {
    const std::vector<double> intervals = sorted_intervals(beats);
    return 60 * kHopsPerSecond / intervals[intervals.size() / 2];
}

}  // namespace takt::beats
