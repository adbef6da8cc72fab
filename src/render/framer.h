// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a source's decoded frames onto the canvas: upright, turned, fitted, seen through a view, graded; BT.709
// limited 8-bit 4:2:0. A frame that is right already is passed on without a copy, and one that is asked for again is
// not made again. One for each open source; not to be shared between threads.
#pragma once

#include "av/picture_converter.h"
#include "render/framing.h"
#include "render/look.h"

#include <optional>

namespace takt::render {

class Framer {
public:
    explicit Framer(Size canvas) : canvas_(canvas) {}

    /// `frame` of `stream`, which begins at `time`. The picture must not be written to, and stays as it is as long as
    /// somebody holds a reference.
    [[nodiscard]] const AVFrame& picture(const AVFrame& frame, Us time, const AVStream& stream, const Framing& framing);

private:
    /// A converter, made when the first frame of its kind comes.
    struct Conversion {
        std::optional<av::PictureConverter> converter;
        av::FramePtr picture = av::make_frame();
        const AVFrame& convert(const AVFrame& frame, const VideoStreamInfo& stream, Size size, Fit fit);
    };

    /// What tells one kind of frame from another; a stream may change on the way.
    struct Kind {
        Size size;
        int format = -1;
        int transfer = 0;
        bool operator==(const Kind&) const = default;
    };

    void describe(const AVFrame& frame, const AVStream& stream, const Framing& framing);
    void make(const AVFrame& frame, const Framing& framing);
    void draw(const AVFrame& frame, const Framing& framing);

    Size canvas_;
    std::optional<Framing> framing_;  // absent before the first frame
    VideoStreamInfo stream_;          // turned as the framing says
    Kind kind_;                       // of the frames that stream_ describes
    Conversion fitted_;
    Conversion whole_;
    Grading grading_;
    av::FramePtr made_ = av::make_frame();
    std::optional<Us> made_time_;
};

}  // namespace takt::render
