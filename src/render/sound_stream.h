// SPDX-License-Identifier: GPL-3.0-or-later
// A voice's samples before any gain: its source read forwards or backwards, without its noise, at its speed. Streams
// stand on each other; each holds seconds of sound at most, never a song. Used by Mix.
#pragma once

#include "render/voices.h"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>

namespace takt::render {

class SoundStream {
public:
    SoundStream() = default;
    virtual ~SoundStream() = default;
    SoundStream(const SoundStream&) = delete;
    SoundStream& operator=(const SoundStream&) = delete;

    /// Fills stereo frames, interleaved, and returns their number; fewer than asked only at the end.
    virtual std::size_t read(std::span<float> out) = 0;
};

/// From the voice's first sample on, at 48 kHz. Reading throws as av::AudioReader does.
[[nodiscard]] std::unique_ptr<SoundStream> open_voice(const Voice& voice, const std::stop_token& stop);

}  // namespace takt::render
