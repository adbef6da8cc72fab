// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/bar_features.h"

#include <algorithm>
#include <cmath>

namespace takt::beats {
namespace {

constexpr std::size_t kAround = 8;  // beats on either side that a beat is compared with
constexpr float kOutstanding = 3;   // what stands out more is one event, not a meter
constexpr int kAfterAttackHops = 12;
// Bands of Timbre, a quarter of 1.5 octaves wide each: from 200 Hz, and from 2 kHz on.
constexpr std::size_t kMiddleBand = 7;
constexpr std::size_t kHighBand = 16;

double mean_of(std::span<const float> curve, double hop, int begin, int end) {
    double sum = 0;
    int count = 0;
    for (int offset = begin; offset < end; ++offset) {
        const long at = std::lround(hop) + offset;
        if (at < 0 || at >= static_cast<long>(curve.size())) continue;
        sum += curve[static_cast<std::size_t>(at)];
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

double peak_of(std::span<const float> curve, double hop) {
    double peak = 0;
    for (int offset = -2; offset <= 3; ++offset) peak = std::max(peak, mean_of(curve, hop, offset, offset + 1));
    return peak;
}

double next_of(std::span<const double> beats, std::size_t i) {
    if (i + 1 < beats.size()) return beats[i + 1];
    return i > 0 ? 2 * beats[i] - beats[i - 1] : beats[i] + kHopsPerSecond / 2;
}

/// How much louder `[low, high)` of the bands are in the 80 ms after the beat than in those before.
double rise(const Curves& curves, double hop, std::size_t low, std::size_t high) {
    const auto frames = static_cast<long>(curves.timbre.size());
    const long at = std::lround(hop / kHopsPerTimbre);
    double sum = 0;
    for (std::size_t band = low; band < high; ++band) {
        double after = -10;
        double before = -10;
        for (long frame = at; frame < at + 2; ++frame) {
            if (frame >= 0 && frame < frames) after = std::max<double>(after, curves.timbre[frame].bands[band]);
            const long earlier = frame - 3;
            if (earlier >= 0 && earlier < frames) before = std::max<double>(before, curves.timbre[earlier].bands[band]);
        }
        sum += std::max(0.0, after - before);
    }
    return sum / static_cast<double>(high - low);
}

Timbre mean_timbre(std::span<const Timbre> timbres, std::size_t begin, std::size_t end) {
    Timbre mean;
    const float share = 1.0F / static_cast<float>(std::max<std::size_t>(1, end - begin));
    for (std::size_t i = begin; i < end; ++i) {
        for (std::size_t k = 0; k < kBands; ++k) mean.bands[k] += share * timbres[i].bands[k];
        for (std::size_t k = 0; k < kPitchClasses; ++k) mean.chroma[k] += share * timbres[i].chroma[k];
    }
    return mean;
}

double band_distance(const Timbre& before, const Timbre& after) {
    double sum = 0;
    for (std::size_t k = 0; k < kBands; ++k) sum += std::abs(after.bands[k] - before.bands[k]);
    return sum / kBands;
}

/// Relative to the beats around, in deviations of the whole song.
void standardise(std::vector<BeatSound>& sounds, std::size_t feature) {
    std::vector<double> sums{0};
    for (const BeatSound& sound : sounds) sums.push_back(sums.back() + sound[feature]);
    double squares = 0;
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        const std::size_t begin = i - std::min(i, kAround);
        const std::size_t end = std::min(sounds.size(), i + kAround + 1);
        sounds[i][feature] -= static_cast<float>((sums[end] - sums[begin]) / static_cast<double>(end - begin));
        squares += static_cast<double>(sounds[i][feature]) * sounds[i][feature];
    }
    const auto deviation = static_cast<float>(std::sqrt(squares / static_cast<double>(sounds.size())));
    for (BeatSound& sound : sounds) {
        sound[feature] = deviation > 1e-6F ? std::clamp(sound[feature] / deviation, -kOutstanding, kOutstanding) : 0.0F;
    }
}

}  // namespace

double chord_distance(const std::array<float, kPitchClasses>& before, const std::array<float, kPitchClasses>& after) {
    std::array<double, kPitchClasses> a{};
    std::array<double, kPitchClasses> b{};
    double mean_a = 0;
    double mean_b = 0;
    for (std::size_t k = 0; k < kPitchClasses; ++k) {
        a[k] = std::sqrt(before[k]), b[k] = std::sqrt(after[k]);
        mean_a += a[k] / kPitchClasses, mean_b += b[k] / kPitchClasses;
    }
    double both = 0;
    double square_a = 0;
    double square_b = 0;
    for (std::size_t k = 0; k < kPitchClasses; ++k) {
        both += (a[k] - mean_a) * (b[k] - mean_b);
        square_a += (a[k] - mean_a) * (a[k] - mean_a);
        square_b += (b[k] - mean_b) * (b[k] - mean_b);
    }
    return square_a > 0 && square_b > 0 ? 1 - both / std::sqrt(square_a * square_b) : 0;
}

std::vector<Timbre> beat_timbres(const Curves& curves, std::span<const double> beats) {
    std::vector<Timbre> timbres;
    for (std::size_t i = 0; i < beats.size(); ++i) {
        const auto frame = [&](double hop) {
            return std::min(static_cast<std::size_t>(std::max(0.0, hop / kHopsPerTimbre + 0.5)), curves.timbre.size());
        };
        const std::size_t begin = frame(beats[i]);
        timbres.push_back(mean_timbre(curves.timbre, begin, std::max(begin, frame(next_of(beats, i)))));
    }
    return timbres;
}

std::vector<BeatSound> beat_sounds(const Curves& curves, std::span<const float> onsets, std::span<const double> beats) {
    const std::vector<Timbre> timbres = beat_timbres(curves, beats);
    std::vector<BeatSound> sounds(beats.size());
    double last_loudness = 0;
    for (std::size_t i = 0; i < beats.size(); ++i) {
        const int lasts = static_cast<int>(next_of(beats, i) - beats[i]);
        const double loudness = std::log(1e-5 + mean_of(curves.level, beats[i], 0, lasts));
        std::array<double, kBarFeatures> sound{};
        sound[Attack] = peak_of(onsets, beats[i]);
        sound[BassAttack] = std::log1p(peak_of(curves.onset[LowFlux], beats[i]));
        sound[BassLevel] = std::log(1e-2 + mean_of(curves.low_level, beats[i], 0, kAfterAttackHops));
        sound[BassHeld] = std::log(1e-2 + mean_of(curves.low_level, beats[i], 0, lasts));
        sound[HighRise] = rise(curves, beats[i], kHighBand, kBands);
        sound[MiddleRise] = rise(curves, beats[i], kMiddleBand, kHighBand);
        sound[LoudnessRise] = i > 0 ? loudness - last_loudness : 0;
        for (const auto& [feature, span] : {std::pair{ChordChange, 1U}, {ChordChange2, 2U}, {ChordChange4, 4U}}) {
            const Timbre before = mean_timbre(timbres, i - std::min<std::size_t>(i, span), i);
            const Timbre after = mean_timbre(timbres, i, std::min(beats.size(), i + span));
            if (i > 0) sound[feature] = chord_distance(before.chroma, after.chroma);
            if (i > 0 && feature == ChordChange4) sound[TimbreChange4] = band_distance(before, after);
        }
        last_loudness = loudness;
        std::copy(sound.begin(), sound.end(), sounds[i].begin());
    }
    for (std::size_t feature = 0; feature < kBarFeatures && !sounds.empty(); ++feature) standardise(sounds, feature);
    return sounds;
}

}  // namespace takt::beats
