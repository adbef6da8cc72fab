// SPDX-License-Identifier: GPL-3.0-or-later
// Does a confidence mean what it says? Answers are sorted into bins by it and held against how right they were.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace takt::bench {

/// Of one recording. Where there is no beat, nothing that is found is right.
struct Claim {
    double confidence = 0;   ///< 0..1
    double correctness = 0;  ///< F, 0..1
};

inline constexpr std::size_t kConfidenceBins = 5;  ///< 0–0.2 … 0.8–1

struct ConfidenceBin {
    int count = 0;
    double confidence = 0;   ///< mean over the bin
    double correctness = 0;  ///< the same
};

struct Calibration {
    std::array<ConfidenceBin, kConfidenceBins> bins{};
    double mean_gap = 0;  ///< |confidence - correctness| of the bins, each weighted by its count
};

[[nodiscard]] Calibration calibration(std::span<const Claim> claims);

}  // namespace takt::bench
