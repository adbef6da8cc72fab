// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/loudness.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace takt::av {

struct LoudnessMeter::State {
    State(int rate_hz, int count)
        : meter(ebur128_init(static_cast<unsigned>(count), static_cast<unsigned long>(rate_hz),
                             EBUR128_MODE_I | EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_HISTOGRAM)),
          channels(static_cast<unsigned>(count)) {
        if (meter == nullptr) throw std::bad_alloc();
    }
    ~State() { ebur128_destroy(&meter); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    ebur128_state* meter;
    unsigned channels;
};

LoudnessMeter::LoudnessMeter(int sample_rate_hz, int channels)
    : state_(std::make_unique<State>(sample_rate_hz, channels)) {}
LoudnessMeter::~LoudnessMeter() = default;
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;

void LoudnessMeter::add(std::span<const float> interleaved) {
    if (ebur128_add_frames_float(state_->meter, interleaved.data(), interleaved.size() / state_->channels) !=
        EBUR128_SUCCESS)
        throw std::bad_alloc();
}

std::optional<double> LoudnessMeter::integrated_lufs() const {
    double lufs = 0;
    if (ebur128_loudness_global(state_->meter, &lufs) != EBUR128_SUCCESS || !std::isfinite(lufs)) return std::nullopt;
    return lufs;
}

double LoudnessMeter::last_second_lufs() const {
    constexpr double kSilence = -70;
    double lufs = kSilence;
    if (ebur128_loudness_window(state_->meter, 1000, &lufs) != EBUR128_SUCCESS || !std::isfinite(lufs)) return kSilence;
    return std::max(kSilence, lufs);
}

double LoudnessMeter::true_peak_dbtp() const {
    double highest = 0;
    for (unsigned channel = 0; channel < state_->channels; ++channel) {
        double peak = 0;
        if (ebur128_true_peak(state_->meter, channel, &peak) == EBUR128_SUCCESS) highest = std::max(highest, peak);
    }
    return highest > 0 ? 20 * std::log10(highest) : -std::numeric_limits<double>::infinity();
}

}  // namespace takt::av
