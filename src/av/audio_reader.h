// SPDX-License-Identifier: GPL-3.0-or-later
// The sound of a file as interleaved float samples at one rate, laid on the presentation timeline: late starts and gaps
// become silence, overlaps and encoder priming are cut, so that sample i is at i / rate seconds. Memory is bounded.
#pragma once

#include "takt/time.h"

#include "av/decoder.h"
#include "av/input.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace takt::av {

struct AudioFormat {
    int sample_rate_hz = 48'000;
    int channels = 2;  ///< 1 or 2; more are mixed down by libswresample's standard matrix
};

class AudioReader {
public:
    /// `stream` of the file, or its best one; the first sample read is at `begin`. Throws as Input does,
    /// NoDecodableStream.
    explicit AudioReader(const std::filesystem::path& path, const AudioFormat& format, std::optional<int> stream = {},
                         Us begin = {}, std::stop_token stop = {});

    /// Fills `out` (whole frames of all channels) and returns the number of frames; fewer than asked only at the end.
    std::size_t read(std::span<float> out);

    [[nodiscard]] Input& input() { return input_; }
    [[nodiscard]] int damaged_packets() const { return decoder_.damaged_packets(); }

private:
    bool decode_more();
    void place(const AVFrame& frame);
    void convert(const AVFrame* frame, int skip_samples);
    void prepare_resampler(const AVFrame& frame);
    [[nodiscard]] std::int64_t position_of(const AVFrame& frame) const;

    Input input_;
    int stream_;
    Decoder decoder_;
    AudioFormat format_;
    std::int64_t begin_sample_;  // presentation sample of the first one wanted
    std::int64_t next_sample_;   // presentation sample that follows what was handed out or waits
    bool positioned_ = false;    // the first decoded frame has told where the sound begins
    ResamplerPtr resampler_;
    int source_rate_hz_ = 0;
    int source_format_ = -1;
    int source_channels_ = 0;
    PacketPtr packet_ = make_packet();
    FramePtr frame_ = make_frame();
    std::vector<float> pending_;  // handed out first,
    std::size_t pending_begin_ = 0;
    std::int64_t silence_ = 0;  // then this many frames of silence,
    bool held_ = false;         // then frame_, which waits behind them
    bool draining_ = false;
    bool ended_ = false;
};

}  // namespace takt::av
