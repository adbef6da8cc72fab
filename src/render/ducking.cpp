// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/ducking.h"

#include "render/voices.h"

#include <algorithm>

namespace takt::render {
namespace {

constexpr std::int64_t kSamplesPerMs = kSoundRateHz / 1000;
constexpr std::int64_t kSink = 200 * kSamplesPerMs;
constexpr std::int64_t kRise = 600 * kSamplesPerMs;

}  // namespace

DuckingCurve::DuckingCurve(const std::optional<Ducking>& ducking) {
    if (!ducking) return;
    level_ = ducking->level;
    for (const Span& span : ducking->speech) {
        speech_.push_back({span.begin.count() * kSamplesPerMs, span.end.count() * kSamplesPerMs});
    }
}

double DuckingCurve::depth(std::int64_t sample) const {
    const auto heard = [&](const Stretch& speech) { return speech.end + kRise <= sample; };
    double deepest = 0;
    for (auto at = std::partition_point(speech_.begin(), speech_.end(), heard);
         at != speech_.end() && at->begin - kSink < sample; ++at) {
        const double sunk = 1 - static_cast<double>(at->begin - sample) / kSink;
        const double risen = 1 - static_cast<double>(sample - at->end) / kRise;
        deepest = std::max(deepest, std::min({sunk, risen, 1.0}));
    }
    return deepest;
}

double DuckingCurve::gain(double volume, std::int64_t sample) const {
    if (volume <= level_ || speech_.empty()) return 1;
    return 1 + (level_ / volume - 1) * depth(sample);
}

}  // namespace takt::render
