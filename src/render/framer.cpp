// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/framer.h"

#include "av/check.h"
#include "av/describe.h"
#include "render/view_sampler.h"

namespace takt::render {
namespace {

void refer(AVFrame& to, const AVFrame& from) {
    av_frame_unref(&to);
    av::check(av_frame_ref(&to, &from), "hold a frame", {}, ErrorCode::RenderFailed);
}

void make_writable(AVFrame& frame) {
    av::check(av_frame_make_writable(&frame), "copy a frame", {}, ErrorCode::RenderFailed);
}

}  // namespace

const AVFrame& Framer::Conversion::convert(const AVFrame& frame, const VideoStreamInfo& stream, Size size, Fit fit) {
    if (!converter || !converter->accepts(frame)) {
        const bool hdr = stream.colour.hdr == HdrKind::Hlg || stream.colour.hdr == HdrKind::Pq;
        const av::PictureTarget target{.size = size, .fit = fit, .tone_map = hdr, .deinterlace = stream.interlaced};
        converter.emplace(stream, target, frame);
    }
    converter->convert(frame, *picture);
    return *picture;
}

const AVFrame& Framer::picture(const AVFrame& frame, Us time, const AVStream& stream, const Framing& framing) {
    if (made_time_ == time && framing_ == framing) return *made_;
    describe(frame, stream, framing);
    make(frame, framing);
    framing_ = framing;
    made_time_ = time;
    return *made_;
}

void Framer::describe(const AVFrame& frame, const AVStream& stream, const Framing& framing) {
    const Kind kind{{frame.width, frame.height}, frame.format, frame.color_trc};
    if (kind_ == kind && framing_ && framing_->standing() == framing.standing()) return;
    kind_ = kind;
    stream_ = turned(av::describe_video(stream, &frame), framing);
    fitted_.converter.reset();
    whole_.converter.reset();
}

void Framer::make(const AVFrame& frame, const Framing& framing) {
    if (framing.views()) {
        draw(frame, framing);
    } else {
        refer(*made_, fitted_.convert(frame, stream_, canvas_, framing.fit));
    }
    if (framing.look == Look{}) return;
    make_writable(*made_);
    grading_.apply(framing.look, covered_area(framing, stream_.display, canvas_), *made_);
}

void Framer::draw(const AVFrame& frame, const Framing& framing) {
    const Window window = window_of(framing, stream_.display, canvas_);
    const AVFrame& whole = whole_.convert(frame, stream_, whole_size(framing, stream_.display, canvas_), Fit::Crop);
    // What the picture leaves free shows what `fit` puts there: zoomed in, it covers what it covers unzoomed.
    if (window.width > 1 || window.height > 1) {
        refer(*made_, fitted_.convert(frame, stream_, canvas_, framing.fit));
        make_writable(*made_);
    } else {
        made_ = av::make_picture(canvas_.width, canvas_.height, AV_PIX_FMT_YUV420P);
        made_->pts = frame.pts;
    }
    draw_view(whole, window, *made_);
}

}  // namespace takt::render
