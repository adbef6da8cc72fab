// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/level_features.h"

#include "beats/level_weights.h"
#include "beats/onset_curve.h"
#include "beats/pulse.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt::beats {
namespace {

constexpr std::size_t kAttackReach = 2;   // hops: ± 20 ms
constexpr std::size_t kHarmonyReach = 4;  // ± 40 ms: as fine as timbre is kept
constexpr std::size_t kChordFrames = 5;   // 0.2 s on each side of a change
constexpr double kSilence = 0.05;         // of a chord's amplitude, where full scale is about 2500: -94 dB
constexpr float kMost = 3;                // a lonely click is no more of a beat than music's attacks, which reach this
// Per octave. Slow music has more notes to the beat than made songs have, so that what is learned from them doubles
// slow tempos. The one number that was chosen on recordings: from 0.3 to 0.6 it mends some and harms none.
constexpr double kBusySlowMusic = 0.3;
constexpr std::size_t kOctaves = 13;  // among the features
constexpr double kCentreBpm = 120;    // where the tempo features are zero

using Chroma = std::array<double, kPitchClasses>;

/// How far apart two sounds are, 0..1; silence is far from nothing.
double distance(const Chroma& a, const Chroma& b) {
    const double power_a = std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
    const double power_b = std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
    if (std::min(power_a, power_b) < kSilence * kSilence) return 0;
    return 1 - std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / std::sqrt(power_a * power_b);
}

Chroma sum_of(std::span<const Timbre> frames) {
    Chroma sum{};
    for (const Timbre& frame : frames) {
        for (std::size_t i = 0; i < kPitchClasses; ++i) sum[i] += frame.chroma[i];
    }
    return sum;
}

/// 0..1 per hop: how far the tones after a moment are from those before.
std::vector<float> harmonic_change(const Curves& curves) {
    const std::span<const Timbre> frames(curves.timbre);
    std::vector<float> change(curves.hops());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const std::size_t before = std::min(i, kChordFrames);
        const std::size_t after = std::min(frames.size() - i, kChordFrames);
        const double far = distance(sum_of(frames.subspan(i - before, before)), sum_of(frames.subspan(i, after)));
        const std::size_t begin = i * kHopsPerTimbre;
        const std::size_t end = std::min(begin + kHopsPerTimbre, change.size());
        std::fill(change.begin() + static_cast<std::ptrdiff_t>(begin),
                  change.begin() + static_cast<std::ptrdiff_t>(end), static_cast<float>(far));
    }
    return change;
}

/// Held, and relative to its mean.
std::vector<float> relative(std::span<const float> curve, std::size_t reach) {
    std::vector<float> result = held(curve, reach);
    const double sum = std::accumulate(result.begin(), result.end(), 0.0);
    const auto mean = static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(1, result.size())) + 1e-6);
    for (float& value : result) value = std::min(value / mean, kMost);
    return result;
}

}  // namespace

const std::array<const char*, kLevelFeatures> kLevelFeatureNames{"attack on the beat",
                                                                 "attack on the half",
                                                                 "attack on quarters",
                                                                 "attack on thirds",
                                                                 "attack, late third over early",
                                                                 "attack, late quarter over early",
                                                                 "bass on the beat",
                                                                 "bass on the half",
                                                                 "bass, late third over early",
                                                                 "harmony on the beat",
                                                                 "harmony on the half",
                                                                 "harmony on thirds",
                                                                 "harmony on quarters",
                                                                 "octaves above 120 BPM",
                                                                 "octaves from 120 BPM, squared"};

Accents::Accents(const Curves& curves, std::span<const float> onsets) {
    voices_[Attack] = relative(onsets, kAttackReach);
    voices_[Bass] = relative(soft(normalised(curves.onset[LowFlux], curves.level)), kAttackReach);
    voices_[Harmony] = relative(harmonic_change(curves), kHarmonyReach);
}

Accents::Profile Accents::profile(std::span<const double> beats) const {
    Profile profile{};
    const std::size_t intervals = beats.size() - 1;
    const auto last_hop = static_cast<long>(voices_[Attack].size()) - 1;
    for (std::size_t i = 0; i < intervals; ++i) {
        const double step = (beats[i + 1] - beats[i]) / static_cast<double>(kPhases);
        for (std::size_t phase = 0; phase < kPhases; ++phase) {
            const long nearest = std::lround(beats[i] + step * static_cast<double>(phase));
            const auto hop = static_cast<std::size_t>(std::clamp(nearest, 0L, last_hop));
            for (std::size_t voice = 0; voice < kVoices; ++voice) profile[voice][phase] += voices_[voice][hop];
        }
    }
    for (auto& voice : profile) {
        for (double& value : voice) value /= static_cast<double>(intervals);
    }
    return profile;
}

LevelFeatures level_features(const Accents::Profile& profile, std::size_t phase, double bpm) {
    const auto at = [&](Accents::Voice voice, std::size_t twelfth) {
        return profile[voice][(phase + twelfth) % kPhases];
    };
    const auto both = [&](Accents::Voice voice, std::size_t a, std::size_t b) {
        return (at(voice, a) + at(voice, b)) / 2;
    };
    const double octaves = std::log2(bpm / kCentreBpm);
    using enum Accents::Voice;
    return {at(Attack, 0),
            at(Attack, 6),
            both(Attack, 3, 9),
            both(Attack, 4, 8),
            at(Attack, 8) - at(Attack, 4),
            at(Attack, 9) - at(Attack, 3),
            at(Bass, 0),
            at(Bass, 6),
            at(Bass, 8) - at(Bass, 4),
            at(Harmony, 0),
            at(Harmony, 6),
            both(Harmony, 4, 8),
            both(Harmony, 3, 9),
            octaves,
            octaves * octaves};
}

double level_score(const LevelFeatures& features) {
    const double learned = std::inner_product(features.begin(), features.end(), kLevelWeights.begin(), 0.0);
    return learned - kBusySlowMusic * features[kOctaves];
}

}  // namespace takt::beats
