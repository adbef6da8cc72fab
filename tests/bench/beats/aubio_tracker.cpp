// SPDX-License-Identifier: GPL-3.0-or-later
#include "aubio_tracker.h"

#include "av/audio_reader.h"

#include <aubio/aubio.h>

#include <algorithm>
#include <memory>
#include <new>
#include <span>

namespace takt::bench {
namespace {

constexpr uint_t kRateHz = 44'100;
constexpr uint_t kBufferSamples = 1024;
constexpr uint_t kHopSamples = 512;

struct Free {
    void operator()(aubio_tempo_t* tempo) const noexcept { del_aubio_tempo(tempo); }
    void operator()(fvec_t* vector) const noexcept { del_fvec(vector); }
};

template <typename T>
std::unique_ptr<T, Free> own(T* object) {
    if (object == nullptr) throw std::bad_alloc();
    return std::unique_ptr<T, Free>(object);
}

}  // namespace

PeerBeats aubio_beats(const std::filesystem::path& path) {
    av::AudioReader reader(path, {.sample_rate_hz = kRateHz, .channels = 1});
    const auto tempo = own(new_aubio_tempo("default", kBufferSamples, kHopSamples, kRateHz));
    const auto hop = own(new_fvec(kHopSamples));
    const auto beat = own(new_fvec(1));
    const std::span<float> samples(hop->data, kHopSamples);
    PeerBeats heard;
    while (const std::size_t count = reader.read(samples)) {
        std::fill(samples.begin() + static_cast<std::ptrdiff_t>(count), samples.end(), 0.0F);
        aubio_tempo_do(tempo.get(), hop.get(), beat.get());
        if (beat->data[0] != 0) heard.beats.push_back(static_cast<double>(aubio_tempo_get_last_s(tempo.get())));
        heard.sound_s += static_cast<double>(count) / kRateHz;
    }
    std::sort(heard.beats.begin(), heard.beats.end());
    return heard;
}

}  // namespace takt::bench
