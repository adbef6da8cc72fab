// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/limiter.h"

#include <algorithm>
#include <cmath>

namespace takt::render {
namespace {

// 80 ms to recover: shorter pumps with the bass, longer ducks what follows a drum.
const double kRelease = 1 - std::exp(-1 / (0.080 * 48'000));

}  // namespace

Limiter::Limiter(double gain, double ceiling)
    : gain_(gain), ceiling_(ceiling), delayed_(2 * kLookAhead), gains_(kLookAhead, 1.0), sum_(kLookAhead) {}

double Limiter::next_gain(double peak) {
    const double wanted = peak > ceiling_ ? ceiling_ / peak : 1.0;
    while (!minima_.empty() && minima_.back().second >= wanted) minima_.pop_back();
    minima_.emplace_back(frame_, wanted);
    if (minima_.front().first + kLookAhead <= frame_) minima_.pop_front();
    envelope_ = std::min(minima_.front().second, envelope_ + (1 - envelope_) * kRelease);
    double& oldest = gains_[frame_ % kLookAhead];
    sum_ += envelope_ - oldest;
    oldest = envelope_;
    return sum_ / kLookAhead;
}

void Limiter::limit(std::span<float> interleaved) {
    for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2, ++frame_) {
        const double left = interleaved[i] * gain_;
        const double right = interleaved[i + 1] * gain_;
        const double gain = next_gain(std::max(std::abs(left), std::abs(right)));
        float* newest = &delayed_[2 * (frame_ % kLookAhead)];
        newest[0] = static_cast<float>(left);
        newest[1] = static_cast<float>(right);
        const float* due = &delayed_[2 * ((frame_ + 1) % kLookAhead)];
        interleaved[i] = static_cast<float>(due[0] * gain);
        interleaved[i + 1] = static_cast<float>(due[1] * gain);
    }
}

}  // namespace takt::render
