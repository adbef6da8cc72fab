// SPDX-License-Identifier: GPL-3.0-or-later
// How far two decoded pictures are apart. For proofs: 8-bit 4:2:0 only, every pixel counts.
#pragma once

#include "av/handles.h"

#include <limits>
#include <optional>

namespace takt::av {

inline constexpr double kIdentical = std::numeric_limits<double>::infinity();

/// Peak signal-to-noise ratio over all three planes, in dB; kIdentical for equal pixels. Absent when sizes or formats
/// differ, or are none of ours.
[[nodiscard]] std::optional<double> psnr_db(const AVFrame& a, const AVFrame& b);

}  // namespace takt::av
