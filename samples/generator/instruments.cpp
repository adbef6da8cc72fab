// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/instruments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace takt::samples {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

double frequency_hz(int note) {
    return 440 * std::pow(2, (note - 69) / 12.0);
}

/// A soft begin and end, so that notes do not click.
double envelope(double t, double length_s, double attack_s, double release_s) {
    return std::min({t / attack_s, (length_s - t) / release_s, 1.0});
}

/// Adds what `voice(t)` says, t seconds after `at_s`, for `length_s`; `pan` -1 is left, 1 is right.
template <typename Voice>
void add(Mixdown& mix, double at_s, double length_s, double level, double pan, Voice voice) {
    const auto first = static_cast<std::size_t>(std::llround(at_s * kSongRate_hz));
    const auto count = static_cast<std::size_t>(length_s * kSongRate_hz);
    const auto left = static_cast<float>(level * std::min(1.0, 1 - pan));
    const auto right = static_cast<float>(level * std::min(1.0, 1 + pan));
    for (std::size_t i = 0; i < count && (first + i) * 2 + 1 < mix.samples.size(); ++i) {
        const auto value = static_cast<float>(voice(static_cast<double>(i) / kSongRate_hz));
        mix.samples[(first + i) * 2] += left * value;
        mix.samples[(first + i) * 2 + 1] += right * value;
    }
}

}  // namespace

void limit(Mixdown& mix) {
    for (float& sample : mix.samples) sample = 0.89F * std::tanh(sample);
}

double Noise::operator()() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 17U;
    state_ ^= state_ << 5U;
    return state_ / 2147483648.0 - 1;
}

void kick(Mixdown& mix, double at_s, double level) {
    add(mix, at_s, 0.25, level, 0, [](double t) {
        // The pitch falls from 160 to 45 Hz; its integral is the phase.
        const double phase = 45 * t + (115 * 0.03) * (1 - std::exp(-t / 0.03));
        return std::cos(kTurn * phase) * std::exp(-t / 0.08);
    });
}

void snare(Mixdown& mix, double at_s, double level) {
    add(mix, at_s, 0.2, level, 0.1, [noise = Noise(7)](double t) mutable {
        return 0.7 * noise() * std::exp(-t / 0.05) + 0.5 * std::cos(kTurn * 190 * t) * std::exp(-t / 0.04);
    });
}

void hat(Mixdown& mix, double at_s, double level) {
    add(mix, at_s, 0.06, level, -0.25, [noise = Noise(11), last = 0.0](double t) mutable {
        const double now = noise();
        const double high = now - last;  // a difference keeps the treble only
        last = now;
        return 0.5 * high * std::exp(-t / 0.015);
    });
}

void bass(Mixdown& mix, double at_s, double length_s, int note, double level) {
    add(mix, at_s, length_s, level, 0, [f = frequency_hz(note), length_s](double t) {
        const double wave =
            std::sin(kTurn * f * t) + 0.4 * std::sin(kTurn * 2 * f * t) + 0.15 * std::sin(kTurn * 3 * f * t);
        return wave * envelope(t, length_s, 0.008, 0.04) * (0.6 + 0.4 * std::exp(-t / 0.1));
    });
}

void pad(Mixdown& mix, double at_s, double length_s, const std::vector<int>& notes, double level) {
    double pan = -0.5;
    for (const int note : notes) {
        add(mix, at_s, length_s, level, pan, [f = frequency_hz(note), length_s](double t) {
            const double wave =
                std::sin(kTurn * f * t) + 0.5 * std::sin(kTurn * 1.003 * f * t) + 0.2 * std::sin(kTurn * 2 * f * t);
            return wave * envelope(t, length_s, 0.06, 0.15);
        });
        pan += 1.0 / static_cast<double>(notes.size());
    }
}

void pluck(Mixdown& mix, double at_s, int note, double level, double pan) {
    add(mix, at_s, 0.4, level, pan, [f = frequency_hz(note)](double t) {
        return (std::sin(kTurn * f * t) + 0.3 * std::sin(kTurn * 3 * f * t)) * std::exp(-t / 0.09) *
               std::min(1.0, t / 0.002);
    });
}

}  // namespace takt::samples
