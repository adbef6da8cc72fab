// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/ear.h"

#include <algorithm>
#include <cmath>

namespace takt::beats {
namespace {

// Hops of silence after the end, so that the last attack passes the window.
constexpr int kFlushHops = 3;
// As in Spectra: several lanes in a fixed order are fast, and the same everywhere.
constexpr std::size_t kLanes = 7;
static_assert(kHopSamples % kLanes == 0);

}  // namespace

Ear::Ear() : spectra_(kWindowSamples, kHopSamples) {}

Hops Ear::hear(std::span<const float> mono) {
    Hops hops;
    hops.samples = static_cast<std::int64_t>(mono.size());
    const std::size_t whole = (filled_ + mono.size()) / kHopSamples;
    hops.hops.reserve(whole);
    hops.magnitudes.reserve(whole * kBins);
    for (const float sample : mono) {
        // A one-pole high-pass at 7 Hz: a constant offset is no sound, and its start is no attack.
        if (!started_) last_in_ = sample;
        started_ = true;
        last_out_ = sample - last_in_ + 0.999F * last_out_;
        last_in_ = sample;
        hop_[filled_++] = last_out_;
        if (filled_ == kHopSamples) hop(hops);
    }
    return hops;
}

Hops Ear::finish() {
    Hops hops;
    for (int flushed = 0; flushed < kFlushHops; ++flushed) {
        std::fill(hop_.begin() + static_cast<std::ptrdiff_t>(filled_), hop_.end(), 0.0F);
        hop(hops);
    }
    return hops;
}

void Ear::hop(Hops& hops) {
    filled_ = 0;
    std::array<float, kLanes> low{};
    std::array<float, kLanes> high{};
    std::array<double, kLanes> energy{};
    std::copy_n(hop_.begin(), kLanes, low.begin());
    std::copy_n(hop_.begin(), kLanes, high.begin());
    for (std::size_t begin = 0; begin < hop_.size(); begin += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float sample = hop_[begin + lane];
            low[lane] = std::min(low[lane], sample);
            high[lane] = std::max(high[lane], sample);
            energy[lane] += static_cast<double>(sample) * sample;
        }
    }
    double sum = 0;
    for (const double part : energy) sum += part;
    spectra_.advance(hop_);
    hops.hops.push_back({{*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())},
                         static_cast<float>(std::sqrt(sum / kHopSamples)),
                         spectra_.complex_domain()});
    const auto magnitudes = spectra_.magnitudes();
    hops.magnitudes.insert(hops.magnitudes.end(), magnitudes.begin(), magnitudes.end());
}

}  // namespace takt::beats
