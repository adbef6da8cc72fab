// SPDX-License-Identifier: GPL-3.0-or-later
// Sound in, curves out: one transform per hop, and everything the tracker wants to know about each hop of 10 ms taken
// from its spectra. Keeps 76 bytes a hop, so an hour of sound stays below 30 MB. Fed by analysis.cpp, and by tests
// without files.
#pragma once

#include "beats/ear.h"
#include "beats/spectral_change.h"

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace takt::beats {

/// Onset functions that work together better than any one alone.
enum OnsetFunction : std::size_t { SpectralFlux, HighFrequency, KullbackLeibler, ComplexDomain, BandFlux, LowFlux };
inline constexpr std::size_t kOnsetFunctions = 6;

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

/// The second half of listening: hops in, curves out.
class CurveWriter {
public:
    CurveWriter();
    void add(const Hops& hops);
    /// Ends the sound; the writer is empty afterwards.
    [[nodiscard]] Curves finish() { return std::exchange(curves_, {}); }

private:
    void measure_bands(std::span<const float> magnitudes);
    void measure_timbre(std::span<const float> magnitudes);

    SpectralChange change_{kBins};
    std::array<std::size_t, kBands + 1> band_edges_{};
    std::array<float, kBands> last_bands_{};
    std::vector<std::uint8_t> pitch_classes_;  // of each bin; kPitchClasses for none
    Timbre timbre_;                            // the sum so far
    Curves curves_;
};

/// Both halves on the caller's thread.
class Listener {
public:
    /// Takes mono samples at kSampleRateHz in blocks of any length.
    void hear(std::span<const float> mono) { writer_.add(ear_.hear(mono)); }
    /// Ends the sound; to be used no more.
    [[nodiscard]] Curves finish() {
        writer_.add(ear_.finish());
        return writer_.finish();
    }

private:
    Ear ear_;
    CurveWriter writer_;
};

}  // namespace takt::beats
