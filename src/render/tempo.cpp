// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/tempo.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace takt::render {
namespace {

// At 48 kHz. Half a grain holds a period of 50 Hz; the search finds one of 100 Hz to either side.
constexpr std::int64_t kHalf = 960;
constexpr std::int64_t kSearch = 480;
constexpr int kCoarse = 4;
constexpr std::int64_t kAttack = 240;  // what of an attack must not be heard twice
constexpr std::size_t kBlock = 4096;

}  // namespace

Tempo::Tempo(double speed, Fetch fetch) : speed_(speed), fetch_(std::move(fetch)) {
    for (std::int64_t i = 0; i < kHalf; ++i) {
        const double turn = std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(kHalf);
        rising_.push_back(static_cast<float>(0.5 - 0.5 * std::cos(turn)));
    }
}

std::int64_t Tempo::scaled(std::int64_t output_samples) const {
    return std::llround(static_cast<double>(output_samples) * speed_);
}

void Tempo::read(std::span<float> out) {
    for (std::size_t done = 0; done < out.size();) {
        if (ready_begin_ == ready_.size()) add_grain();
        const std::size_t count = std::min(out.size() - done, ready_.size() - ready_begin_);
        std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(ready_begin_), count,
                    out.begin() + static_cast<std::ptrdiff_t>(done));
        ready_begin_ += count;
        done += count;
    }
}

void Tempo::fill_until(std::int64_t sample) {
    while (input_begin_ + static_cast<std::int64_t>(mono_.size()) < sample) {
        const std::size_t begin = input_.size();
        input_.resize(begin + 2 * kBlock);
        const std::span<float> block(&input_[begin], 2 * kBlock);
        const std::size_t count = fetch_(block);
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(2 * count), block.end(), 0.0F);
        const std::size_t heard = mono_.size();
        for (std::size_t i = 0; i < kBlock; ++i) mono_.push_back((block[2 * i] + block[2 * i + 1]) / 2);
        attacks_.listen(std::span<const float>(mono_).subspan(heard));
    }
}

void Tempo::forget_before(std::int64_t sample) {
    const std::int64_t count = std::min<std::int64_t>(sample - input_begin_, static_cast<std::int64_t>(mono_.size()));
    // Seldom, since what stays is moved.
    if (count < static_cast<std::int64_t>(8 * kBlock)) return;
    mono_.erase(mono_.begin(), mono_.begin() + count);
    input_.erase(input_.begin(), input_.begin() + 2 * count);
    input_begin_ += count;
    attacks_.forget_before(sample);
}

/// How well a grain around `centre` continues the last one: their correlation where they overlap.
double Tempo::likeness(std::int64_t centre, int step) const {
    const float* going_on = &mono_[static_cast<std::size_t>(centre_ - input_begin_)];
    const float* candidate = &mono_[static_cast<std::size_t>(centre - kHalf - input_begin_)];
    float product = 0;
    float energy = 1e-9F;
    for (std::int64_t i = 0; i < kHalf; i += step) {
        product += going_on[i] * candidate[i];
        energy += candidate[i] * candidate[i];
    }
    return product / std::sqrt(energy);
}

std::int64_t Tempo::most_alike(std::int64_t low, std::int64_t high, std::int64_t ideal) const {
    std::int64_t best = std::clamp(ideal, low, high);
    double most = likeness(best, kCoarse);
    const auto look = [&](std::int64_t from, std::int64_t to, int step) {
        for (std::int64_t centre = from; centre <= to; centre += step) {
            const double here = likeness(centre, step);
            if (here > most) {
                most = here;
                best = centre;
            }
        }
    };
    look(low, high, kCoarse);
    most = likeness(best, 1);
    look(std::max(low, best - kCoarse + 1), std::min(high, best + kCoarse - 1), 1);
    return best;
}

/// The input sample in the middle of the grain that is heard around `grain` · kHalf.
std::int64_t Tempo::place(std::int64_t grain) const {
    const std::int64_t middle = grain * kHalf;
    const std::int64_t ideal = scaled(middle);
    const auto heard_at = [&](std::int64_t attack) { return std::llround(static_cast<double>(attack) / speed_); };
    // Before the first sample there is nothing.
    std::int64_t low = std::max(kHalf, ideal - kSearch);
    std::int64_t high = std::max(low, ideal + kSearch);
    std::int64_t nearest = kHalf;
    std::int64_t carried = -1;
    for (const std::int64_t attack : attacks_.within(std::min(ideal, scaled(middle - kHalf)) - 2 * kHalf,
                                                     std::max(ideal, scaled(middle + kHalf)) + 2 * kHalf)) {
        const std::int64_t off = heard_at(attack) - middle;
        if (std::abs(off) < nearest) {
            nearest = std::abs(off);
            carried = attack - off;
        } else if (off >= kHalf && attack < ideal + kHalf + kSearch) {
            high = std::min(high, attack - kHalf);
        } else if (off <= -kHalf && attack > ideal - kHalf - kSearch - kAttack) {
            low = std::max(low, attack + kAttack + kHalf);
        }
    }
    if (carried >= 0) return std::max(carried, kHalf);
    if (low >= high) return std::max(kHalf, std::min(low, high));
    return most_alike(low, high, ideal);
}

void Tempo::add_grain() {
    const std::int64_t reach = std::max(scaled((grain_ + 2) * kHalf), scaled((grain_ + 1) * kHalf) + kHalf);
    fill_until(std::max(reach, centre_) + 4 * kHalf);
    const std::int64_t next = place(grain_ + 1);
    ready_.resize(2 * static_cast<std::size_t>(kHalf));
    ready_begin_ = 0;
    const float* old_grain = &input_[2 * static_cast<std::size_t>(centre_ - input_begin_)];
    const float* new_grain = &input_[2 * static_cast<std::size_t>(next - kHalf - input_begin_)];
    for (std::size_t i = 0; i < ready_.size(); ++i) {
        const float weight = rising_[i / 2];
        ready_[i] = old_grain[i] * (1 - weight) + new_grain[i] * weight;
    }
    centre_ = next;
    ++grain_;
    forget_before(std::min(centre_, scaled(grain_ * kHalf)) - 4 * kHalf);
}

}  // namespace takt::render
