// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/sections.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace takt::beats {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 64;  // keeps an hour of bars quick; a longer part is split where it costs least
constexpr std::size_t kDimensions = kBands + 1;
using Point = std::array<double, kDimensions>;

// Squared error is in nepers², the mean over the bands plus that of the level. Four bars on either side that differ by
// 2 dB save 0.25: that is the least change that makes a part. Restless bars must change by more. Over made songs
// (takt_bench_bars) dearer pieces miss sections, and cheaper ones hardly gain.
constexpr double kLeastSaving = 0.25;
constexpr double kRestless = 0.75;
constexpr double kOffPhrase = 2.5;  // times as dear where no phrase begins
constexpr double kLevelShare = 1;

std::vector<Point> points_of(std::span<const BarSound> bars) {
    std::vector<Point> points;
    for (const BarSound& bar : bars) {
        Point point{};
        for (std::size_t k = 0; k < kBands; ++k) point[k] = bar.timbre.bands[k] / std::sqrt(1.0 * kBands);
        point[kBands] = kLevelShare * std::log(1e-3 + bar.level);
        points.push_back(point);
    }
    return points;
}

double square(double value) {
    return value * value;
}

/// The median squared step from a bar to that four bars on, where the same chord is likely: what changes without
/// meaning anything.
double restlessness(const std::vector<Point>& points) {
    std::vector<double> steps;
    for (std::size_t i = kShortest; i < points.size(); ++i) {
        double step = 0;
        for (std::size_t k = 0; k < kDimensions; ++k) step += square(points[i][k] - points[i - kShortest][k]);
        steps.push_back(step);
    }
    if (steps.empty()) return 0;
    std::nth_element(steps.begin(), steps.begin() + steps.size() / 2, steps.end());
    return steps[steps.size() / 2];
}

/// Squared error of any piece around its mean, in constant time.
class Errors {
public:
    explicit Errors(const std::vector<Point>& points) : sums_(1), squares_{0} {
        for (const Point& point : points) {
            sums_.push_back(sums_.back());
            squares_.push_back(squares_.back());
            for (std::size_t k = 0; k < kDimensions; ++k) {
                sums_.back()[k] += point[k];
                squares_.back() += square(point[k]);
            }
        }
    }
    [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
        double means = 0;
        for (std::size_t k = 0; k < kDimensions; ++k) means += square(sums_[end][k] - sums_[begin][k]);
        return squares_[end] - squares_[begin] - means / static_cast<double>(end - begin);
    }

private:
    std::vector<Point> sums_;
    std::vector<double> squares_;
};

}  // namespace

std::vector<std::size_t> section_begins(std::span<const BarSound> bars, std::span<const std::size_t> phrases) {
    const std::size_t count = bars.size();
    const std::vector<Point> points = points_of(bars);
    const Errors errors(points);
    const double penalty = kLeastSaving + kRestless * restlessness(points);
    std::vector<double> entry(count, kOffPhrase * penalty);
    for (const std::size_t phrase : phrases) entry[phrase] = penalty;

    std::vector<double> cost(count + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> begin_of(count + 1, 0);
    cost[0] = 0;
    for (std::size_t end = 1; end <= count; ++end) {
        if (end <= kLongest) cost[end] = errors.of(0, end);
        for (std::size_t bars_in = kShortest; bars_in <= std::min(end, kLongest); ++bars_in) {
            const std::size_t begin = end - bars_in;
            if (begin < kShortest) continue;
            const double total = cost[begin] + entry[begin] + errors.of(begin, end);
            if (total < cost[end]) cost[end] = total, begin_of[end] = begin;
        }
    }
    std::vector<std::size_t> begins;
    for (std::size_t end = count; end > 0; end = begin_of[end]) begins.push_back(begin_of[end]);
    std::reverse(begins.begin(), begins.end());
    return begins;
}

}  // namespace takt::beats
