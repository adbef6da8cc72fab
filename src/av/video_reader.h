// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a file, in presentation order, with their times. Used by everything that looks at footage.
// A still picture is a reader with one frame that is shown for ever.
#pragma once

#include "takt/time.h"

#include "av/decoder.h"
#include "av/input.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::av {

class VideoReader {
public:
    /// `stream` of the file, or its best one. Throws as Input does, and NoDecodableStream.
    explicit VideoReader(const std::filesystem::path& path, std::optional<int> stream = {},
                         const DecoderOptions& options = {}, std::stop_token stop = {});

    /// Decodes the next frame; null at the end. It stays valid until the next call.
    [[nodiscard]] const AVFrame* next();
    /// Presentation time of the frame last returned.
    [[nodiscard]] Us time() const { return time_; }

    /// The frame on screen at `time`: the last one that begins at or before it; the first when none does, the last one
    /// after the end. Decodes forward, and seeks when that is cheaper. Null when the file holds no frame at all.
    [[nodiscard]] const AVFrame* at(Us time);

    /// The next frame returned by next() is the first at or after `time`.
    void seek(Us time);

    [[nodiscard]] Input& input() { return input_; }
    [[nodiscard]] const AVStream& stream() const { return input_.stream(stream_); }
    [[nodiscard]] int damaged_packets() const { return decoder_.damaged_packets(); }

private:
    bool decode(AVFrame& frame, Us& time);
    void rewind_to(Us time);
    void approach(Us time);
    [[nodiscard]] bool seeks_to(Us time);

    Input input_;
    int stream_;
    Decoder decoder_;
    Us reorder_delay_;
    PacketPtr packet_ = make_packet();
    FramePtr frame_ = make_frame();  // last returned
    FramePtr ahead_ = make_frame();  // decoded, not yet due
    Us time_{};
    Us ahead_time_{};
    Us last_time_{-1};  // for streams that leave times out
    bool has_frame_ = false;
    bool has_ahead_ = false;
    bool at_first_ = false;  // frame_ is the first of the file: nothing is before it
    bool replay_ = false;    // next() returns frame_ once more
    bool draining_ = false;
    bool ended_ = false;
};

}  // namespace takt::av
