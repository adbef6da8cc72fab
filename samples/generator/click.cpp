// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/click.h"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace takt::samples {

void add_click(std::span<float> interleaved, int sample_rate_hz, int channels, double at_s, double level) {
    const auto total = static_cast<std::int64_t>(interleaved.size()) / channels;
    const std::int64_t first = std::llround(at_s * sample_rate_hz);
    const auto length = static_cast<std::int64_t>(0.01 * sample_rate_hz);
    for (std::int64_t i = 0; i < length; ++i) {
        if (first + i < 0 || first + i >= total) continue;
        const double t = static_cast<double>(i) / sample_rate_hz;
        const auto value = static_cast<float>(level * std::cos(2 * std::numbers::pi * 2000 * t) * std::exp(-t / 0.002));
        for (int c = 0; c < channels; ++c) interleaved[static_cast<std::size_t>((first + i) * channels + c)] += value;
    }
}

}  // namespace takt::samples
