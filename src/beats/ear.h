// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of listening: sound in, hops of 10 ms out, each with its waveform's extent and the spectrum of the
// window that ends with it. Listener does the other half, on another thread when analysis.cpp runs both.
#pragma once

#include "beats/spectra.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace takt::beats {

inline constexpr int kSampleRateHz = 44'100;
inline constexpr int kHopSamples = 441;
inline constexpr double kHopsPerSecond = static_cast<double>(kSampleRateHz) / kHopSamples;
inline constexpr std::size_t kWindowSamples = 2048;
inline constexpr std::size_t kBins = kWindowSamples / 2 + 1;

struct Extent {
    float low = 0;
    float high = 0;
};

struct Hop {
    Extent wave;
    float level = 0;           ///< RMS, 1 is full scale
    float complex_domain = 0;  ///< see Spectra
};

/// Consecutive hops.
struct Hops {
    std::vector<Hop> hops;
    std::vector<float> magnitudes;  ///< kBins per hop
    std::int64_t samples = 0;       ///< heard for them; what does not fill a hop is told of now and shown in the next
};

class Ear {
public:
    Ear();
    /// Takes mono samples at kSampleRateHz in blocks of any length; the hops that they fill.
    [[nodiscard]] Hops hear(std::span<const float> mono);
    /// The last hops, once the sound has ended.
    [[nodiscard]] Hops finish();

private:
    void hop(Hops& hops);

    Spectra spectra_;
    std::array<float, kHopSamples> hop_{};
    std::size_t filled_ = 0;
    bool started_ = false;
    float last_in_ = 0;
    float last_out_ = 0;
};

}  // namespace takt::beats
