// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/listener.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::beats {
namespace {

// An attack shows most when the window's rising slope passes over it, between the window's end and its middle. Measured
// on generated clicks (tests/beats/analysis_test.cpp): the curves peak this long after the hop's last sample.
constexpr double kAttackDelaySamples = 650;

// Bands from 30 Hz to 16 kHz, equally spaced in log frequency above the resolution of the spectrum.
constexpr double kLowestHz = 30;
constexpr double kHighestHz = 16'000;
constexpr double kBassHz = 150;
// Below this amplitude in a band, changes are noise and not attacks (full scale sine: about 512).
constexpr float kBandFloor = 0.02F;

// Where fundamentals and their first partials lie, and the spectrum can still tell neighbouring tones apart.
constexpr double kLowestTone = 110;
constexpr double kHighestTone = 1800;

std::size_t bin_of(double hz) {
    return static_cast<std::size_t>(std::lround(hz * kWindowSamples / kSampleRateHz));
}

/// What no loudspeaker can play counts as nothing.
float finite(float value) {
    return std::isfinite(value) ? value : 0.0F;
}

}  // namespace

double hop_time_s(double hop) {
    return ((hop + 1) * kHopSamples - kAttackDelaySamples) / kSampleRateHz;
}
double hop_at(double time_s) {
    return (time_s * kSampleRateHz + kAttackDelaySamples) / kHopSamples - 1;
}

CurveWriter::CurveWriter() {
    band_edges_[0] = bin_of(kLowestHz);
    for (std::size_t band = 1; band <= kBands; ++band) {
        const double hz = kLowestHz * std::pow(kHighestHz / kLowestHz, static_cast<double>(band) / kBands);
        band_edges_[band] = std::max(bin_of(hz), band_edges_[band - 1] + 1);
    }
    pitch_classes_.assign(bin_of(kHighestTone), kPitchClasses);
    for (std::size_t bin = bin_of(kLowestTone); bin < pitch_classes_.size(); ++bin) {
        const double hz = static_cast<double>(bin) * kSampleRateHz / kWindowSamples;
        const auto semitones = std::lround(kPitchClasses * std::log2(hz / kLowestTone));
        pitch_classes_[bin] = static_cast<std::uint8_t>(semitones % static_cast<long>(kPitchClasses));
    }
}

void CurveWriter::add(const Hops& hops) {
    curves_.samples += hops.samples;
    for (std::size_t i = 0; i < hops.hops.size(); ++i) {
        const Hop& hop = hops.hops[i];
        curves_.wave.push_back(hop.wave);
        curves_.level.push_back(hop.level);
        const std::span magnitudes(hops.magnitudes.data() + i * kBins, kBins);
        const Change change = change_.add(magnitudes);
        curves_.onset[SpectralFlux].push_back(finite(change.flux));
        curves_.onset[HighFrequency].push_back(finite(change.high_frequency));
        curves_.onset[KullbackLeibler].push_back(finite(change.kullback_leibler));
        curves_.onset[ComplexDomain].push_back(hop.complex_domain);
        measure_bands(magnitudes);
        measure_timbre(magnitudes);
    }
}

void CurveWriter::measure_bands(std::span<const float> magnitudes) {
    float all = 0;
    float bass = 0;
    float bass_level = 0;
    for (std::size_t band = 0; band < kBands; ++band) {
        float power = 0;
        for (std::size_t bin = band_edges_[band]; bin < band_edges_[band + 1]; ++bin) {
            power += magnitudes[bin] * magnitudes[bin];
        }
        const float loudness = std::log(kBandFloor + std::sqrt(power));
        const float rise = std::max(0.0F, loudness - last_bands_[band]);
        last_bands_[band] = loudness;
        timbre_.bands[band] += loudness;
        all += rise;
        if (band_edges_[band] <= bin_of(kBassHz)) {
            bass += rise;
            bass_level += power;
        }
    }
    const bool first = curves_.low_level.empty();  // nothing to compare with yet
    curves_.onset[BandFlux].push_back(first ? 0 : all);
    curves_.onset[LowFlux].push_back(first ? 0 : bass);
    curves_.low_level.push_back(std::sqrt(bass_level));
}

void CurveWriter::measure_timbre(std::span<const float> magnitudes) {
    for (std::size_t bin = 0; bin < pitch_classes_.size(); ++bin) {
        if (pitch_classes_[bin] < kPitchClasses) timbre_.chroma[pitch_classes_[bin]] += magnitudes[bin];
    }
    if (curves_.hops() % kHopsPerTimbre != 0) return;
    for (float& value : timbre_.bands) value /= kHopsPerTimbre;
    for (float& value : timbre_.chroma) value /= kHopsPerTimbre;
    curves_.timbre.push_back(std::exchange(timbre_, {}));
}

}  // namespace takt::beats
