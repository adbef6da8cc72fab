// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_shift.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace takt::prep {
namespace {

using av::FineLuma;

struct Projections {
    std::vector<double> columns;
    std::vector<double> rows;
};

Projections projections(const FineLuma& picture) {
    Projections sums{std::vector<double>(FineLuma::kWidth), std::vector<double>(FineLuma::kHeight)};
    for (int y = 0; y < FineLuma::kHeight; ++y) {
        for (int x = 0; x < FineLuma::kWidth; ++x) {
            const int luma = picture.at(x, y);
            sums.columns[static_cast<std::size_t>(x)] += luma;
            sums.rows[static_cast<std::size_t>(y)] += luma;
        }
    }
    for (double& sum : sums.columns) sum /= FineLuma::kHeight;
    for (double& sum : sums.rows) sum /= FineLuma::kWidth;
    return sums;
}

/// The lowest point of the parabola through three neighbours, -0.5..0.5 around the middle one.
double between(double left, double middle, double right) {
    const double curve = left - 2 * middle + right;
    return curve <= 0 ? 0 : std::clamp((left - right) / (2 * curve), -0.5, 0.5);
}

/// The shift at which the lines differ least; brightness as a whole is no matter.
double best_shift(const std::vector<double>& before, const std::vector<double>& after) {
    constexpr int kMost = PictureShift::kMost;
    constexpr double kTelling = 0.25;  // levels; where no shift is worse than the best by that, there is no texture
    const auto size = static_cast<int>(before.size());
    std::array<double, 2 * kMost + 1> costs{};
    for (int shift = -kMost; shift <= kMost; ++shift) {
        double offset = 0;
        const auto step = [&](int i) {
            return after[static_cast<std::size_t>(i + shift)] - before[static_cast<std::size_t>(i)];
        };
        for (int i = kMost; i < size - kMost; ++i) offset += step(i);
        offset /= size - 2 * kMost;
        double cost = 0;
        for (int i = kMost; i < size - kMost; ++i) cost += std::abs(step(i) - offset);
        costs[static_cast<std::size_t>(shift + kMost)] = cost / (size - 2 * kMost);
    }
    const auto best = std::min_element(costs.begin(), costs.end());
    const auto worst = std::max_element(costs.begin(), costs.end());
    if (*worst - *best < kTelling || best == costs.begin() || best == costs.end() - 1) return 0;
    return static_cast<double>(best - costs.begin()) - kMost + between(*(best - 1), *best, *(best + 1));
}

}  // namespace

PictureShift picture_shift(const FineLuma& before, const FineLuma& after) {
    const Projections first = projections(before);
    const Projections second = projections(after);
    return {best_shift(first.columns, second.columns), best_shift(first.rows, second.rows)};
}

LocalMotion local_motion(const FineLuma& before, const FineLuma& after, const PictureShift& shift) {
    constexpr int kNoise = 12;  // levels: coding noise, and edges that a shift of whole cells leaves over
    const int dx = static_cast<int>(std::lround(shift.x));
    const int dy = static_cast<int>(std::lround(shift.y));
    double weight = 0;
    double sum_x = 0;
    double sum_y = 0;
    for (int y = std::max(0, dy); y < std::min(FineLuma::kHeight, FineLuma::kHeight + dy); ++y) {
        for (int x = std::max(0, dx); x < std::min(FineLuma::kWidth, FineLuma::kWidth + dx); ++x) {
            const int change = std::abs(after.at(x, y) - before.at(x - dx, y - dy)) - kNoise;
            if (change <= 0) continue;
            weight += change;
            sum_x += change * (x + 0.5);
            sum_y += change * (y + 0.5);
        }
    }
    if (weight <= 0) return {};
    return {weight / static_cast<double>(after.cells.size()), sum_x / weight / FineLuma::kWidth,
            sum_y / weight / FineLuma::kHeight};
}

}  // namespace takt::prep
