// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibration.h"

#include <algorithm>
#include <cmath>

namespace takt::bench {

Calibration calibration(std::span<const Claim> claims) {
    Calibration result;
    for (const Claim& claim : claims) {
        const auto index = static_cast<std::size_t>(std::max(0.0, claim.confidence * kConfidenceBins));
        ConfidenceBin& bin = result.bins[std::min(index, kConfidenceBins - 1)];
        ++bin.count;
        bin.confidence += claim.confidence;
        bin.correctness += claim.correctness;
    }
    for (ConfidenceBin& bin : result.bins) {
        if (bin.count == 0) continue;
        result.mean_gap += std::abs(bin.confidence - bin.correctness) / static_cast<double>(claims.size());
        bin.confidence /= bin.count;
        bin.correctness /= bin.count;
    }
    return result;
}

}  // namespace takt::bench
