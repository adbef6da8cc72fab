// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_table.h"

#include <bit>
#include <cmath>

namespace takt::av {
namespace {

constexpr int kSignalSteps = 4096;  // per unit
constexpr int kSignals = kSignalSteps * 3 / 2 + 1;
constexpr int kOctaves = 26;  // 2^-24 to 4

// BT.2020 (not constant luminance) weights of red and blue.
constexpr double kRed = 0.2627;
constexpr double kBlue = 0.0593;
constexpr double kGreen = 1 - kRed - kBlue;

std::int16_t factor(double per_code) {
    return static_cast<std::int16_t>(std::lround(per_code * kSignalSteps * (1 << ToneTable::kSignalShift)));
}

}  // namespace

ToneTable::ToneTable(const HdrSignal& from) : signal(from), scale(tone_scale(from.peak)) {
    const double luma_code = from.full_range ? 1.0 / 1023 : 1.0 / 876;
    const double chroma_code = (from.full_range ? 1.0 / 1023 : 1.0 / 896) / kChromaScale;
    const double red = 2 * (1 - kRed) * chroma_code;
    const double blue = 2 * (1 - kBlue) * chroma_code;
    luma = factor(luma_code);
    red_v = factor(red);
    blue_u = factor(blue);
    green_v = factor(-red * kRed / kGreen);
    green_u = factor(-blue * kBlue / kGreen);
    offset = (1 << (kSignalShift - 1)) - (from.full_range ? 0 : 64 * luma);

    light.reserve(kSignals);
    for (int i = 0; i < kSignals; ++i) {
        light.push_back(static_cast<float>(light_of(from.transfer, static_cast<double>(i) / kSignalSteps)));
    }
    screen.reserve(kOctaves << 8);
    for (int i = 0; i < kOctaves << 8; ++i) {
        const auto bits = static_cast<std::uint32_t>(kLowestLight + i) << kMantissaShift;
        const auto middle = std::bit_cast<float>(bits | 1U << (kMantissaShift - 1));
        screen.push_back(static_cast<std::int32_t>(std::lround(kScreenWhite * screen_signal(middle))));
    }
    screen.front() = 0;
}

}  // namespace takt::av
