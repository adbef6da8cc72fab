// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/listener.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::size_t kWindowSamples = 2048;
constexpr std::array<const char*, kAubioFunctions> kAubioNames{"specflux", "hfc", "mkl"};

// An attack shows most when the window's rising slope passes over it, between the window's end and its middle. Measured
// on generated clicks (tests/beats/analysis_test.cpp): the curves peak this long after the hop's last sample.
constexpr double kAttackDelaySamples = 650;
// Hops of silence after the end, so that the last attack passes the window.
constexpr int kFlushHops = 3;

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

}  // namespace

double hop_time_s(double hop) {
    return ((hop + 1) * kHopSamples - kAttackDelaySamples) / kSampleRateHz;
}
double hop_at(double time_s) {
    return (time_s * kSampleRateHz + kAttackDelaySamples) / kHopSamples - 1;
}

Listener::Listener() : spectra_(kWindowSamples, kHopSamples), value_(own(new_fvec(1))) {
    for (std::size_t i = 0; i < functions_.size(); ++i) {
        functions_[i] = own(new_aubio_specdesc(kAubioNames[i], kWindowSamples));
    }
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

void Listener::hear(std::span<const float> mono) {
    curves_.samples += static_cast<std::int64_t>(mono.size());
    for (const float sample : mono) {
        // A one-pole high-pass at 7 Hz: a constant offset is no sound, and its start is no attack.
        if (filled_ == 0 && curves_.level.empty()) last_in_ = sample;
        last_out_ = sample - last_in_ + 0.999F * last_out_;
        last_in_ = sample;
        hop_[filled_++] = last_out_;
        if (filled_ == kHopSamples) hop();
    }
}

Curves Listener::finish() {
    for (int flushed = 0; flushed < kFlushHops; ++flushed) {
        std::fill(hop_.begin() + static_cast<std::ptrdiff_t>(filled_), hop_.end(), 0.0F);
        hop();
    }
    return std::exchange(curves_, {});
}

void Listener::hop() {
    filled_ = 0;
    const auto [low, high] = std::minmax_element(hop_.begin(), hop_.end());
    double energy = 0;
    for (const float sample : hop_) energy += static_cast<double>(sample) * sample;
    curves_.wave.push_back({*low, *high});
    curves_.level.push_back(static_cast<float>(std::sqrt(energy / kHopSamples)));

    spectra_.advance(hop_);
    for (std::size_t i = 0; i < functions_.size(); ++i) {
        aubio_specdesc_do(functions_[i].get(), &spectra_.magnitudes(), value_.get());
        const float value = value_->data[0];
        curves_.onset[i].push_back(std::isfinite(value) ? std::max(value, 0.0F) : 0.0F);
    }
    curves_.onset[ComplexDomain].push_back(spectra_.complex_domain());
    measure_bands();
    measure_timbre();
}

void Listener::measure_bands() {
    const std::span<const float> magnitudes(spectra_.magnitudes().norm, spectra_.magnitudes().length);
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

void Listener::measure_timbre() {
    for (std::size_t bin = 0; bin < pitch_classes_.size(); ++bin) {
        if (pitch_classes_[bin] < kPitchClasses) timbre_.chroma[pitch_classes_[bin]] += spectra_.magnitudes().norm[bin];
    }
    if (curves_.hops() % kHopsPerTimbre != 0) return;
    for (float& value : timbre_.bands) value /= kHopsPerTimbre;
    for (float& value : timbre_.chroma) value /= kHopsPerTimbre;
    curves_.timbre.push_back(std::exchange(timbre_, {}));
}

}  // namespace takt::beats
