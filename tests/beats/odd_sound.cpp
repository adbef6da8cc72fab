// SPDX-License-Identifier: GPL-3.0-or-later
#include "odd_sound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace takt::test {
namespace {

/// Distributions of the standard library differ between implementations; this one does not.
class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
    }

private:
    std::mt19937 random_;
};

Sound silence(double duration_s) {
    return Sound(static_cast<std::size_t>(duration_s * kMusicRateHz));
}

/// One formant: a resonance that rings at `hz` with this bandwidth.
class Resonance {
public:
    Resonance(double hz, double bandwidth_hz) {
        const double radius = std::exp(-std::numbers::pi * bandwidth_hz / kMusicRateHz);
        a1_ = 2 * radius * std::cos(2 * std::numbers::pi * hz / kMusicRateHz);
        a2_ = -radius * radius;
        gain_ = (1 - radius) * std::sqrt(1 - 2 * radius * std::cos(4 * std::numbers::pi * hz / kMusicRateHz) - a2_);
    }
    double operator()(double in) {
        const double out = gain_ * in + a1_ * before_ + a2_ * before_that_;
        before_that_ = before_;
        return before_ = out;
    }

private:
    double a1_ = 0;
    double a2_ = 0;
    double gain_ = 0;
    double before_ = 0;
    double before_that_ = 0;
};

/// A vowel at a gliding pitch, or (unvoiced) a hiss, that swells and fades.
Sound syllable(Dice& dice, double length_s, double amplitude) {
    Sound sound = silence(length_s);
    const bool voiced = dice.between(0, 1) < 0.75;
    std::array<Resonance, 2> formants{Resonance(dice.between(300, 800), 90), Resonance(dice.between(900, 2300), 120)};
    Resonance hiss(dice.between(3000, 6000), 2000);
    const double pitch_hz = dice.between(95, 150);
    const double glide = dice.between(-0.25, 0.15);
    double phase = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(sound.size());
        phase += pitch_hz * (1 + glide * at) / kMusicRateHz;
        const bool pulse = phase >= 1;
        if (pulse) phase -= 1;
        const double breath = dice.between(-1, 1);
        const double voice = (pulse ? 30.0 : 0.0) + 0.05 * breath;
        const double out = voiced ? formants[0](voice) + 0.6 * formants[1](voice) : 0.5 * hiss(breath);
        sound[i] = static_cast<float>(amplitude * std::pow(std::sin(std::numbers::pi * at), 0.7) * out);
    }
    return sound;
}

}  // namespace

void add(Sound& sound, const Sound& other, double at_s) {
    const auto first = static_cast<std::size_t>(at_s * kMusicRateHz);
    for (std::size_t i = 0; i < other.size() && first + i < sound.size(); ++i) sound[first + i] += other[i];
}

Sound pink_noise(double duration_s, double amplitude) {
    // Sources that change half as often from one to the next (Voss).
    constexpr int kSources = 14;
    Dice dice(2);
    std::array<double, kSources> sources{};
    Sound sound = silence(duration_s);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        double sum = dice.between(-1, 1);
        for (int k = 0; k < kSources; ++k) {
            if (i % (std::size_t{1} << k) == 0) sources[static_cast<std::size_t>(k)] = dice.between(-1, 1);
            sum += sources[static_cast<std::size_t>(k)];
        }
        sound[i] = static_cast<float>(amplitude * sum / std::sqrt(kSources + 1.0));
    }
    return sound;
}

Sound speech_like(double duration_s, double amplitude) {
    Dice dice(3);
    Sound sound = silence(duration_s);
    for (double at = 0.2; at < duration_s;) {
        const double phrase_end = at + dice.between(0.8, 3.5);
        while (at < phrase_end && at < duration_s) {
            const double length_s = dice.between(0.08, 0.35);
            add(sound, syllable(dice, length_s, amplitude * dice.between(0.3, 1)), at);
            at += length_s * dice.between(0.8, 1.1);
        }
        at += dice.between(0.15, 1.1);
    }
    return sound;
}

Sound drone(double duration_s) {
    constexpr std::array<double, 8> kStrings{110, 110.31, 164.81, 165.2, 220, 220.47, 277.18, 277.8};
    Sound sound = silence(duration_s);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double t = static_cast<double>(i) / kMusicRateHz;
        double sum = 0;
        for (const double hz : kStrings) {
            for (int partial = 1; partial <= 4; ++partial) {
                sum += std::sin(2 * std::numbers::pi * hz * partial * t) / (partial * partial);
            }
        }
        sound[i] = static_cast<float>(0.05 * std::min(1.0, t) * sum);
    }
    return sound;
}

Sound hum(double duration_s) {
    Sound sound = noise(duration_s, 0.002);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double turn = 2 * std::numbers::pi * 50 * static_cast<double>(i) / kMusicRateHz;
        sound[i] += static_cast<float>(0.1 * std::sin(turn) + 0.05 * std::sin(2 * turn) + 0.03 * std::sin(3 * turn));
    }
    return sound;
}

}  // namespace takt::test
