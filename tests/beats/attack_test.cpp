// SPDX-License-Identifier: GPL-3.0-or-later
// Where a beat lies on an attack that takes its time. An attack is perceived where its level comes within some 6 to 15
// dB of its peak (Vos and Rasch: The perceptual onset of musical tones, 1981): in an even rise, about 0.4 of the way
// up. A cut at the energy's peak would look late. kAttackDelaySamples in listener.cpp is what brings the beats there.
#include "made_music.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace takt::test {
namespace {

constexpr double kInterval_s = 0.5037;  // no multiple of the hop: all its phases occur
// What nobody sees at 30 frames a second. Measured: 5, 4, 7 and 14 ms early for rises of 0, 5, 20 and 50 ms.
constexpr double kHalfAFrame_s = 1.0 / 60;
constexpr double kFirst_s = 0.6037;

/// A tone of six partials on every beat that rises evenly for `rise_s` and then decays.
Sound swelling(double rise_s, double duration_s) {
    Sound sound(static_cast<std::size_t>(duration_s * kMusicRateHz));
    for (double begin_s = kFirst_s; begin_s + kInterval_s < duration_s; begin_s += kInterval_s) {
        const auto first = static_cast<std::size_t>(std::llround(begin_s * kMusicRateHz));
        for (std::size_t i = 0; i < static_cast<std::size_t>(0.4 * kMusicRateHz); ++i) {
            const double t = static_cast<double>(i) / kMusicRateHz;
            const double swell = t < rise_s ? t / rise_s : std::exp((rise_s - t) / 0.08);
            double tone = 0;
            for (int partial = 1; partial <= 6; ++partial) {
                tone += std::sin(2 * std::numbers::pi * 220 * partial * t) / partial;
            }
            sound[first + i] += static_cast<float>(0.25 * swell * tone);
        }
    }
    return sound;
}

/// The mean distance from the begins of the attacks to their beats.
double delay_s(double rise_s) {
    std::vector<double> delays;
    for (const double beat : times_of(heard(swelling(rise_s, 20)))) {
        delays.push_back(std::remainder(beat - kFirst_s, kInterval_s));
    }
    if (delays.empty()) return NAN;
    return std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(delays.size());
}

class Attack : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(RiseMs, Attack, testing::Values(0, 5, 20, 50));

TEST_P(Attack, HasItsBeatWhereItIsPerceived) {
    const double rise_s = GetParam() / 1000.0;
    EXPECT_NEAR(delay_s(rise_s), 0.4 * rise_s, kHalfAFrame_s);
}

}  // namespace
}  // namespace takt::test
