// SPDX-License-Identifier: GPL-3.0-or-later
// What of a draft sounds when, decided as plain values before anything is opened. Pure but for `with_sound`. The mix
// plays voices, tests read them.
#pragma once

#include "takt/draft.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::render {

inline constexpr int kSoundRateHz = 48'000;

/// A stretch of one source on the output's clock. Counts are samples (of all channels); ramps are quarter sines, so
/// that two voices that cross keep their power.
struct Voice {
    std::string source;
    Us source_begin{};  ///< of its first sample; a reversed voice goes down from there
    std::int64_t first = 0;
    std::int64_t last = 0;  ///< half-open
    double volume = 1;
    std::int64_t ramp_in = 0;
    std::int64_t ramp_out = 0;
    double speed = 1;  ///< over 0
    bool keep_pitch = true;
    bool reversed = false;
    bool denoise = false;
    bool ducked = false;       ///< music that sinks under speech
    bool may_be_mute = false;  ///< of a clip, which need not have sound
    bool operator==(const Voice&) const = default;
};

/// All voices of the audio and video tracks, by their begin; a picture that stands has none. Segments that continue the
/// same source without a cut become one voice; other edges are ramped over 5 ms so that they do not click, transitions
/// of any kind over their whole length.
[[nodiscard]] std::vector<Voice> voices_of(const Draft& draft);

/// Without the clips that turn out to have no sound. Throws as av::Input does.
[[nodiscard]] std::vector<Voice> with_sound(std::vector<Voice> voices, const std::stop_token& stop);

/// Gain of the voice at an output sample, 0..volume.
[[nodiscard]] double gain_at(const Voice& voice, std::int64_t sample);

}  // namespace takt::render
