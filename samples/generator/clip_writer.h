// SPDX-License-Identifier: GPL-3.0-or-later
// Writes footage as a camera would: pictures and sound of any codec, a display matrix instead of turned pixels,
// location and device metadata. For samples and tests; takt's own outputs are written by `prep` and `render`.
#pragma once

#include "av/encoder.h"
#include "av/output.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace takt::samples {

struct ClipFormat {
    std::optional<av::VideoEncoding> video;
    std::optional<av::AudioEncoding> sound;
    Us sound_begin{};                             ///< of the first sample; what lies before 0 is cut by an edit list
    int clockwise_deg = 0;                        ///< how far a player turns the stored pixels: 0, 90, 180, 270
    std::map<std::string, std::string> metadata;  ///< the muxer's keys: location, make, model, creation_time, …
};

/// The muxer for a name's extension: clip.mov → "mov", song.m4a → "ipod". Throws Usage when there is none.
[[nodiscard]] std::string muxer_for(const std::filesystem::path& path);

class ClipWriter {
public:
    /// Throws as av::Output and av::Encoder do.
    ClipWriter(const std::filesystem::path& path, const ClipFormat& format);

    /// A picture of any size and format, shown from `time` on; times rise.
    void picture(const AVFrame& drawn, Us time);
    /// Interleaved samples that follow those given before.
    void sound(std::span<const float> interleaved);
    /// Until then there is no file of that name.
    void finish();

private:
    void write_sound(const float* samples, int count);
    void drain(av::Encoder& encoder, int stream);

    av::Output output_;
    std::optional<av::Encoder> video_;
    std::optional<av::Encoder> audio_;
    int video_stream_ = 0;
    int audio_stream_ = 0;
    av::ScalerPtr scaler_;
    av::ResamplerPtr converter_;
    std::vector<float> waiting_;    // less than one audio frame
    std::int64_t sound_begin_ = 0;  // in samples
    std::int64_t samples_written_ = 0;
    av::PacketPtr packet_ = av::make_packet();
};

}  // namespace takt::samples
