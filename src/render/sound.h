// SPDX-License-Identifier: GPL-3.0-or-later
// The draft's sound, mixed block by block: music and the clips' own sound, placed to the sample, at 48 kHz stereo.
// What sounds when is decided first, as plain voices; the mix then reads each voice once, in bounded memory.
#pragma once

#include "render/ducking.h"
#include "render/sound_stream.h"
#include "render/voices.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace takt::render {

class Mix {
public:
    /// Voices that give way to speech follow `ducking`.
    Mix(std::vector<Voice> voices, const std::optional<Ducking>& ducking, std::stop_token stop);
    /// The next samples, interleaved stereo; silence after the last voice. Throws as av::AudioReader does.
    void read(std::span<float> out);

private:
    struct Playing {
        Voice voice;
        std::unique_ptr<SoundStream> stream;  // open only while the voice sounds
    };
    void add(Playing& playing, std::span<float> out);

    std::vector<Playing> playing_;
    DuckingCurve ducking_;
    std::stop_token stop_;
    std::int64_t position_ = 0;
    std::vector<float> block_;
};

}  // namespace takt::render
