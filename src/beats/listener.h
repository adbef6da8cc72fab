// SPDX-License-Identifier: GPL-3.0-or-later
// Sound in, curves out: one transform per hop, and everything the tracker wants to know about each hop of 10 ms taken
// from its spectra. Keeps 76 bytes a hop, so an hour of sound stays below 30 MB. Fed by analysis.cpp, and by tests
// without files.
#pragma once

#include "beats/aubio_handles.h"
#include "beats/spectra.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace takt::beats {

inline constexpr int kSampleRateHz = 44'100;
inline constexpr int kHopSamples = 441;
inline constexpr double kHopsPerSecond = static_cast<double>(kSampleRateHz) / kHopSamples;

/// Onset functions that work together better than any one alone; the first three are aubio's.
enum OnsetFunction : std::size_t { SpectralFlux, HighFrequency, KullbackLeibler, ComplexDomain, BandFlux, LowFlux };
inline constexpr std::size_t kAubioFunctions = 3;
inline constexpr std::size_t kOnsetFunctions = 6;

struct Extent {
    float low = 0;
    float high = 0;
};

inline constexpr std::size_t kBands = 24;         ///< 30 Hz to 16 kHz, equally wide in log frequency
inline constexpr std::size_t kPitchClasses = 12;  ///< from A
inline constexpr std::size_t kHopsPerTimbre = 4;

/// What a moment sounds like, whatever begins in it.
struct Timbre {
    std::array<float, kBands> bands{};          ///< natural log of the amplitude, -3.9 and up
    std::array<float, kPitchClasses> chroma{};  ///< amplitude between 110 Hz and 1.8 kHz
};

/// One value per hop in every vector but `timbre`, which has one per kHopsPerTimbre hops.
struct Curves {
    std::array<std::vector<float>, kOnsetFunctions> onset;
    std::vector<float> low_level;  ///< amplitude below 150 Hz
    std::vector<float> level;      ///< RMS of the hop, 1 is full scale
    std::vector<Extent> wave;      ///< the waveform's extent within the hop
    std::vector<Timbre> timbre;    ///< the mean over its hops
    std::int64_t samples = 0;      ///< heard in all, at kSampleRateHz
    [[nodiscard]] std::size_t hops() const { return level.size(); }
};

/// Presentation time of an attack whose peak in the onset curves is at `hop`, in seconds.
[[nodiscard]] double hop_time_s(double hop);
/// The inverse of hop_time_s.
[[nodiscard]] double hop_at(double time_s);

class Listener {
public:
    Listener();
    /// Takes mono samples at kSampleRateHz in blocks of any length.
    void hear(std::span<const float> mono);
    /// Ends the sound; the listener is empty afterwards.
    [[nodiscard]] Curves finish();

private:
    void hop();
    void measure_bands();
    void measure_timbre();

    Spectra spectra_;
    std::array<SpecdescPtr, kAubioFunctions> functions_;
    VectorPtr value_;
    std::array<float, kHopSamples> hop_{};
    std::size_t filled_ = 0;
    float last_in_ = 0;
    float last_out_ = 0;
    std::array<std::size_t, kBands + 1> band_edges_{};
    std::array<float, kBands> last_bands_{};
    std::vector<std::uint8_t> pitch_classes_;  // of each bin; kPitchClasses for none
    Timbre timbre_;                            // the sum so far
    Curves curves_;
};

}  // namespace takt::beats
