// SPDX-License-Identifier: GPL-3.0-or-later
// Container ticks to time and back. Rescaled with rounding, never cast; "no value" is an absent optional.
#pragma once

#include "takt/time.h"

#include "av/handles.h"

#include <optional>

namespace takt::av {

inline constexpr AVRational kUsBase{1, 1'000'000};

/// Three thousand years: a time beyond is no time, and the sum of a few within does not overflow.
inline constexpr std::int64_t kMaxUs = 100'000'000'000'000'000;

[[nodiscard]] inline std::optional<Us> to_us(std::int64_t ticks, AVRational base) {
    if (ticks == AV_NOPTS_VALUE || base.num <= 0 || base.den <= 0) return std::nullopt;
    const std::int64_t us = av_rescale_q(ticks, base, kUsBase);
    if (us > kMaxUs || us < -kMaxUs) return std::nullopt;
    return Us{us};
}

[[nodiscard]] inline std::int64_t to_ticks(Us time, AVRational base) {
    return av_rescale_q(time.count(), kUsBase, base);
}

[[nodiscard]] inline AVRational to_rational(FrameRate rate) {
    return {rate.num, rate.den};
}

}  // namespace takt::av
