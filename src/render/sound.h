// SPDX-License-Identifier: GPL-3.0-or-later
// The draft's sound, mixed block by block: music and the clips' own sound, placed to the sample, at 48 kHz stereo.
// What sounds when is decided first, as plain voices; the mix then reads each voice once, forwards, in bounded memory.
#pragma once

#include "takt/draft.h"

#include "av/audio_reader.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::render {

inline constexpr int kSoundRateHz = 48'000;

/// A stretch of one source on the output's clock. Counts are samples (of all channels); ramps are quarter sines, so
/// that two voices that cross keep their power.
struct Voice {
    std::string source;
    Us source_begin{};
    std::int64_t first = 0;
    std::int64_t last = 0;  ///< half-open
    double volume = 1;
    std::int64_t ramp_in = 0;
    std::int64_t ramp_out = 0;
    bool may_be_mute = false;  ///< of a clip, which need not have sound
    bool operator==(const Voice&) const = default;
};

/// All voices of the audio and video tracks, by their begin. Segments that continue the same source without a cut
/// become one voice; other edges are ramped over 5 ms so that they do not click, crossfades over their whole length.
[[nodiscard]] std::vector<Voice> voices_of(const Draft& draft);

/// Without the clips that turn out to have no sound. Throws as av::Input does.
[[nodiscard]] std::vector<Voice> with_sound(std::vector<Voice> voices, const std::stop_token& stop);

/// Gain of the voice at an output sample, 0..volume.
[[nodiscard]] double gain_at(const Voice& voice, std::int64_t sample);

class Mix {
public:
    Mix(std::vector<Voice> voices, std::stop_token stop);
    /// The next samples, interleaved stereo; silence after the last voice. Throws as av::AudioReader does.
    void read(std::span<float> out);

private:
    struct Playing {
        Voice voice;
        std::unique_ptr<av::AudioReader> reader;  // open only while the voice sounds
    };
    void add(Playing& playing, std::span<float> out);

    std::vector<Playing> playing_;
    std::stop_token stop_;
    std::int64_t position_ = 0;
    std::vector<float> block_;
};

}  // namespace takt::render
