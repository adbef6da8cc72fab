// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio.h"

#include "song.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace takt::band {
namespace {

constexpr double kTau = 2 * std::numbers::pi;

std::size_t sample_at(double time_s) {
    return static_cast<std::size_t>(std::max(0LL, std::llround(time_s * kRateHz)));
}

/// Decaying noise; `tilt` 1 keeps only what changes from sample to sample.
std::vector<float> burst(Dice& dice, double attack_s, double decay_s, double tilt) {
    std::vector<float> samples(sample_at(attack_s + 6 * decay_s));
    double last = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / kRateHz;
        const double now = dice.between(-1, 1);
        const double envelope = t < attack_s ? t / attack_s : std::exp((attack_s - t) / decay_s);
        samples[i] = static_cast<float>((now - tilt * last) * envelope);
        last = now;
    }
    return samples;
}

std::vector<float> drum(double from_hz, double to_hz, double fall_s, double decay_s) {
    std::vector<float> samples(sample_at(6 * decay_s));
    double phase = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / kRateHz;
        phase += kTau * (to_hz + (from_hz - to_hz) * std::exp(-t / fall_s)) / kRateHz;
        samples[i] = static_cast<float>(std::sin(phase) * std::exp(-t / decay_s));
    }
    return samples;
}

}  // namespace

Studio::Studio(double length_s, Dice& dice) : dice_(dice), track_(sample_at(length_s)) {
    const double pitch = dice.between(0.85, 1.2);
    kick_ = drum(170 * pitch, 48 * pitch, 0.02, dice.between(0.08, 0.16));
    const double snap_s = dice.between(0.04, 0.09);
    const double tick_s = dice.between(0.012, 0.04);
    for (auto& snare : snares_) {
        snare = burst(dice, 0.0005, snap_s, 0.5);
        const Strike body = drum(260 * pitch, 185 * pitch, 0.02, 0.06);
        for (std::size_t i = 0; i < std::min(body.size(), snare.size()); ++i)
            snare[i] = 0.6F * snare[i] + 0.6F * body[i];
    }
    for (auto& hat : hats_) hat = burst(dice, 0.0005, tick_s, 0.98);
    for (auto& shaker : shakers_) shaker = burst(dice, 0.02, 0.03, 0.9);
}

void Studio::play(const Strike& strike, double at_s, double velocity) {
    const std::size_t first = sample_at(at_s);
    const std::size_t count = first < track_.size() ? std::min(strike.size(), track_.size() - first) : 0;
    for (std::size_t i = 0; i < count; ++i) track_[first + i] += static_cast<float>(velocity) * strike[i];
}

void Studio::kick(double at_s, double velocity) {
    play(kick_, at_s, 0.55 * velocity);
}
void Studio::snare(double at_s, double velocity) {
    play(dice_.one_of(snares_), at_s, 0.4 * velocity);
}
void Studio::hat(double at_s, double velocity) {
    play(dice_.one_of(hats_), at_s, 0.11 * velocity);
}
void Studio::shaker(double at_s, double velocity) {
    play(dice_.one_of(shakers_), at_s, 0.09 * velocity);
}

void Studio::riser(double begin_s, double end_s, double velocity) {
    double last = 0;
    const std::size_t first = sample_at(begin_s);
    const std::size_t end = std::min(sample_at(end_s), track_.size());
    for (std::size_t i = first; i < end; ++i) {
        const double share = static_cast<double>(i - first) / static_cast<double>(end - first);
        const double now = dice_.between(-1, 1);
        track_[i] += static_cast<float>(0.25 * velocity * share * share * (now - share * last));
        last = now;
    }
}

void Studio::tone(double at_s, double hz, double velocity, const Envelope& envelope, double brightness) {
    const std::size_t first = sample_at(at_s);
    const double sounding_s = std::min(envelope.length_s, 7 * envelope.decay_s);
    const std::size_t held = sample_at(sounding_s);
    const std::size_t released = sample_at(envelope.release_s);
    if (first >= track_.size()) return;
    const std::size_t count = std::min(held + released, track_.size() - first);
    const auto attack = static_cast<double>(std::max<std::size_t>(1, sample_at(envelope.attack_s)));
    double strength = velocity;
    for (int partial = 1; partial <= 8 && strength > 0.02 * velocity && hz * partial < 9000; ++partial) {
        // A turning pointer instead of a sine per sample.
        const double cosine = std::cos(kTau * hz * partial / kRateHz);
        const double sine = std::sin(kTau * hz * partial / kRateHz);
        const double phase = dice_.between(0, kTau);
        double x = strength * std::cos(phase);
        double y = strength * std::sin(phase);
        const double fade = std::exp(-(0.7 + 0.3 * partial) / (envelope.decay_s * kRateHz));
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = static_cast<double>(i);
            const double gain = at < attack ? 1 : fade;
            const double swell = at < attack ? at / attack : 1;
            const double release = i < held ? 1 : 1 - static_cast<double>(i - held) / static_cast<double>(released);
            track_[first + i] += static_cast<float>(y * swell * release);
            const double turned = gain * (x * cosine - y * sine);
            y = gain * (x * sine + y * cosine);
            x = turned;
        }
        strength *= brightness;
    }
}

std::vector<float> Studio::mixed() {
    for (float& sample : track_) sample = std::tanh(sample + static_cast<float>(dice_.between(-3e-4, 3e-4)));
    return std::move(track_);
}

}  // namespace takt::band
