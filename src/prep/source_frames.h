// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of a clip as whole pictures in presentation order, whoever decodes them. Interlaced ones are made
// progressive on the way, before frames are chosen, because that needs each frame's neighbours.
#pragma once

#include "takt/preparation.h"

#include "av/filter_graph.h"
#include "av/video_reader.h"
#include "av/webp_animation.h"
#include "prep/encoding.h"

#include <optional>
#include <stop_token>

namespace takt::prep {

class SourceFrames {
public:
    SourceFrames(const Plan& plan, bool deinterlace, std::stop_token stop);

    /// The frame on screen at `time`, then those after it; null at the end. Valid until the next call.
    [[nodiscard]] const AVFrame* begin_at(Us time);
    [[nodiscard]] const AVFrame* next();
    [[nodiscard]] Us time() const { return time_; }

    [[nodiscard]] VideoStreamInfo describe(const AVFrame& frame) const;
    /// As the container tells it; absent when it does not, or not plausibly.
    [[nodiscard]] std::optional<Us> duration_of(const AVFrame& frame) const;
    /// Known before a frame is decoded.
    [[nodiscard]] Footage footage() const;
    [[nodiscard]] int damaged_packets() const { return reader_ ? reader_->damaged_packets() : 0; }

    /// The file broke off while it was read.
    [[nodiscard]] bool truncated() { return reader_ && reader_->input().truncated(); }

private:
    const AVFrame* decode();
    const AVFrame* pass(const AVFrame* frame);
    const AVFrame* weave(const AVFrame* frame);
    [[nodiscard]] Us decoded_time() const { return reader_ ? reader_->time() : animation_->time(); }

    std::optional<av::VideoReader> reader_;       // this one
    std::optional<av::WebpAnimation> animation_;  // or that one
    bool deinterlace_;
    std::optional<av::FilterGraph> graph_;
    av::FramePtr given_ = av::make_frame();
    av::FramePtr made_ = av::make_frame();
    Us time_{};
    bool drained_ = false;
};

}  // namespace takt::prep
