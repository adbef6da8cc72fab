// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/attacks.h"

#include <algorithm>
#include <numeric>

namespace takt::render {
namespace {

constexpr std::int64_t kBlock = 120;          // 2.5 ms
constexpr std::size_t kBefore = 8;            // blocks
constexpr float kRise = 10;                   // times the mean before
constexpr float kFloor = 1e-6F * kBlock;      // -60 dB: noise that flickers is no attack
constexpr std::int64_t kApart = 12 * kBlock;  // one attack is not found twice

}  // namespace

void AttackFinder::listen(std::span<const float> mono) {
    for (const float sample : mono) {
        // The difference of two samples is a high-pass: bass swings too slowly to hide an attack.
        const float step = sample - last_;
        energy_ += step * step;
        last_ = sample;
        if (++heard_ % kBlock == 0) end_block();
    }
}

void AttackFinder::end_block() {
    const float before = std::accumulate(energies_.begin(), energies_.end(), 0.0F) / kBefore;
    const std::int64_t begin = heard_ - kBlock;
    if (energy_ > kRise * before + kFloor && begin >= quiet_until_) {
        attacks_.push_back(begin);
        quiet_until_ = begin + kApart;
    }
    energies_.push_back(energy_);
    if (energies_.size() > kBefore) energies_.pop_front();
    energy_ = 0;
}

std::vector<std::int64_t> AttackFinder::within(std::int64_t begin, std::int64_t end) const {
    const auto first = std::lower_bound(attacks_.begin(), attacks_.end(), begin);
    return {first, std::lower_bound(first, attacks_.end(), end)};
}

void AttackFinder::forget_before(std::int64_t sample) {
    while (!attacks_.empty() && attacks_.front() < sample) attacks_.pop_front();
}

}  // namespace takt::render
