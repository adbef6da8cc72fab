// SPDX-License-Identifier: GPL-3.0-or-later
#include "error_place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <initializer_list>
#include <numbers>
#include <vector>

namespace takt::bench {
namespace {

constexpr double kRightShare = 0.75;
constexpr double kMost = 0.6;
// Continuity's own tolerance is wider than half the way to 4/3; this keeps the ratios apart.
constexpr double kRatioTolerance = 0.12;
constexpr double kAgreement = 0.7;  // length of the mean of unit vectors; 1 is one phase, 0 all phases alike
constexpr double kOnBeat = 0.175;   // of an interval, as in continuity; as far from the middle is off-beat

/// A found beat beside the truth: its place between the two true beats around it, -0.5 to 0.5, and how many of its
/// intervals fill a true one.
struct Place {
    double phase = 0;
    double ratio = 0;
};

std::vector<Place> places(const Times& truth, const Times& found) {
    std::vector<Place> result;
    for (std::size_t i = 1; i < found.size(); ++i) {
        const auto after = std::upper_bound(truth.begin(), truth.end(), found[i]);
        if (after == truth.begin() || after == truth.end()) continue;
        const double interval = *after - *(after - 1);
        const double into = (found[i] - *(after - 1)) / interval;
        result.push_back({into <= 0.5 ? into : into - 1, interval / (found[i] - found[i - 1])});
    }
    return result;
}

template <typename Claim>
double share(const std::vector<Place>& all, Claim&& claim) {
    return static_cast<double>(std::count_if(all.begin(), all.end(), claim)) / static_cast<double>(all.size());
}

double share_near(const std::vector<Place>& all, std::initializer_list<double> ratios) {
    return share(all, [&](const Place& place) {
        return std::any_of(ratios.begin(), ratios.end(),
                           [&](double ratio) { return std::abs(place.ratio / ratio - 1) <= kRatioTolerance; });
    });
}

/// The tempo is right: do the beats agree on one phase, and is it the one in the middle?
ErrorPlace phase_error(const std::vector<Place>& all) {
    std::complex<double> mean = 0;
    for (const Place& place : all) mean += std::polar(1.0, 2 * std::numbers::pi * place.phase);
    mean /= static_cast<double>(all.size());
    if (std::abs(mean) < kAgreement) return ErrorPlace::Drift;
    const double phase = std::abs(std::arg(mean)) / (2 * std::numbers::pi);
    return phase > 0.5 - kOnBeat ? ErrorPlace::OffBeat : ErrorPlace::Phase;
}

}  // namespace

ErrorPlace error_place(const Times& truth, const Times& found) {
    if (continuity(truth, found).cmlt >= kRightShare) return ErrorPlace::Right;
    const std::vector<Place> all = places(truth, found);
    if (all.empty()) return ErrorPlace::Silent;
    if (share_near(all, {2, 0.5}) >= kMost) return ErrorPlace::Octave;
    if (share_near(all, {3, 1.0 / 3, 1.5, 2.0 / 3, 4.0 / 3, 0.75}) >= kMost) return ErrorPlace::Triple;
    if (share_near(all, {1}) < kMost) return ErrorPlace::Misses;
    return phase_error(all);
}

std::string_view word(ErrorPlace place) {
    constexpr std::array<std::string_view, 8> kWords{"right", "octave", "triple", "off-beat",
                                                     "phase", "drift",  "misses", "silent"};
    return kWords.at(static_cast<std::size_t>(place));
}

}  // namespace takt::bench
