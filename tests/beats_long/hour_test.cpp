// SPDX-License-Identifier: GPL-3.0-or-later
// A concert recording is an hour of sound: what is kept of it is small, and its beats are found to the end.
#include "beats/analysis.h"
#include "beats/listener.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace takt::beats {
namespace {

constexpr int kHourS = 3600;
constexpr int kBeatSamples = kSampleRateHz / 2;  // 120 BPM

std::vector<float> one_beat() {
    std::vector<float> beat(kBeatSamples);
    for (std::size_t i = 0; i < beat.size(); ++i) {
        const double t = static_cast<double>(i) / kSampleRateHz;
        beat[i] = static_cast<float>(0.4 * std::exp(-t / 0.02) * std::sin(2 * std::numbers::pi * 900 * t));
    }
    return beat;
}

template <typename Value>
std::size_t kept_bytes(const std::vector<Value>& values) {
    return values.capacity() * sizeof(Value);
}

std::size_t kept_bytes(const Curves& curves) {
    std::size_t bytes =
        kept_bytes(curves.low_level) + kept_bytes(curves.level) + kept_bytes(curves.wave) + kept_bytes(curves.timbre);
    for (const std::vector<float>& onset : curves.onset) bytes += kept_bytes(onset);
    return bytes;
}

TEST(AnHourOfSound, FitsInLittleMemoryAndHasItsBeatsToTheEnd) {
    Listener listener;
    const std::vector<float> beat = one_beat();
    for (int n = 0; n < 2 * kHourS; ++n) listener.hear(beat);
    Curves curves = listener.finish();
    // The vectors grow by doubling: at most twice the 30 MB that they hold.
    EXPECT_LE(kept_bytes(curves), 60U << 20);
    EXPECT_EQ(curves.samples, static_cast<std::int64_t>(kHourS) * kSampleRateHz);

    const BeatGrid grid = analyse_curves(std::move(curves), "hour.wav").grid;
    EXPECT_TRUE(grid.musical());
    EXPECT_NEAR(static_cast<double>(grid.beats().size()), 2 * kHourS, 4);
    EXPECT_NEAR(grid.tempo().bpm, 120, 0.1);
    ASSERT_FALSE(grid.beats().empty());
    const double last_s = seconds(grid.beats().back().time);
    EXPECT_GT(last_s, kHourS - 2);
    EXPECT_NEAR(last_s, std::round(2 * last_s) / 2, 0.005);
}

}  // namespace
}  // namespace takt::beats
