// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/spectral_change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace takt::beats {
namespace {

constexpr std::size_t kBins = 1025;

/// Different in every bin, over four orders of magnitude.
std::vector<float> spectrum(int which) {
    std::vector<float> magnitudes;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        magnitudes.push_back(std::pow(10.0F, 2 * std::sin(static_cast<float>(bin * 7 + which * 13))));
    }
    return magnitudes;
}

TEST(SpectralChange, FollowsTheDefinitionsBinByBin) {
    SpectralChange change(kBins);
    std::vector<float> before(kBins);
    for (int which = 0; which < 3; ++which) {
        const std::vector<float> now = spectrum(which);
        double flux = 0;
        double high_frequency = 0;
        double kullback_leibler = 0;
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            flux += std::max(0.0F, now[bin] - before[bin]);
            high_frequency += static_cast<double>(bin + 1) * now[bin];
            kullback_leibler += std::log(1 + now[bin] / (before[bin] + 0.1));
        }
        const Change told = change.add(now);
        EXPECT_NEAR(told.flux, flux, 1e-5 * flux);
        EXPECT_NEAR(told.high_frequency, high_frequency, 1e-5 * high_frequency);
        EXPECT_NEAR(told.kullback_leibler, kullback_leibler, 1e-5 * kullback_leibler);
        before = now;
    }
}

TEST(SpectralChange, OfAbsurdLoudnessIsFinite) {
    SpectralChange change(kBins);
    const Change told = change.add(std::vector<float>(kBins, 1e35F));
    EXPECT_TRUE(std::isfinite(told.kullback_leibler));
    EXPECT_TRUE(std::isfinite(told.flux));
}

TEST(SpectralChange, OfASteadySoundIsLogarithmOfTwoPerBin) {
    SpectralChange change(kBins);
    const std::vector<float> steady(kBins, 500.0F);
    (void)change.add(steady);
    const Change told = change.add(steady);
    EXPECT_EQ(told.flux, 0);
    EXPECT_NEAR(told.kullback_leibler, kBins * std::log(2), 0.2);
}

}  // namespace
}  // namespace takt::beats
