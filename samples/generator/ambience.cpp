// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/ambience.h"

#include "generator/instruments.h"

#include <cmath>
#include <numbers>

namespace takt::samples {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

/// `voice(t, hiss)` is told the time and soft, low-passed noise; each side hears its own noise.
template <typename Voice>
std::vector<float> stereo(double seconds, double smoothing, Voice voice) {
    std::vector<float> sound(static_cast<std::size_t>(seconds * kSongRate_hz) * 2);
    for (std::size_t side = 0; side < 2; ++side) {
        Noise noise(static_cast<unsigned>(side) + 3);
        double hiss = 0;
        for (std::size_t i = side; i < sound.size(); i += 2) {
            hiss += smoothing * (noise() - hiss);
            sound[i] = static_cast<float>(voice(static_cast<double>(i / 2) / kSongRate_hz, hiss));
        }
    }
    return sound;
}

}  // namespace

std::vector<float> surf(double seconds) {
    return stereo(seconds, 0.15,
                  [](double t, double hiss) { return 0.5 * hiss * (0.6 + 0.4 * std::sin(kTurn * t / 4)); });
}

std::vector<float> traffic(double seconds) {
    return stereo(seconds, 0.02, [](double t, double hiss) {
        return 0.04 * std::sin(kTurn * 55 * t) + 0.9 * hiss * (0.5 + 0.5 * std::sin(kTurn * t / 2.5));
    });
}

std::vector<float> thumps(double seconds) {
    return stereo(seconds, 0.3, [](double t, double hiss) {
        const double since = std::fmod(t, 1.1);
        return 0.02 * hiss + 0.3 * std::sin(kTurn * 90 * since) * std::exp(-since / 0.05);
    });
}

std::vector<float> engine(double seconds) {
    return stereo(seconds, 0.05, [](double t, double hiss) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 6; ++harmonic) sum += std::sin(kTurn * 38 * harmonic * t) / harmonic;
        return 0.08 * sum + 0.3 * hiss;
    });
}

std::vector<float> birds(double seconds) {
    return stereo(seconds, 0.05, [](double t, double hiss) {
        const double since = std::fmod(t, 0.9);
        const double chirp = std::sin(kTurn * (2800 * since + 2500 * since * since)) * std::exp(-since / 0.06);
        return 0.1 * hiss + 0.15 * chirp * std::fmin(1, since / 0.005);
    });
}

}  // namespace takt::samples
