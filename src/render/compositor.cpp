// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/compositor.h"

#include "av/check.h"
#include "render/blend.h"

#include <utility>

namespace takt::render {
namespace {

av::FramePtr share(const AVFrame& frame) {
    av::FramePtr shared = av::make_frame();
    av::check(av_frame_ref(shared.get(), &frame), "hold a frame", {}, ErrorCode::RenderFailed);
    return shared;
}

/// Else the encoder would repeat the source's key frames, captions and interlacing.
void forget_origin(AVFrame& frame) {
    frame.pict_type = AV_PICTURE_TYPE_NONE;
    frame.key_frame = 0;
    frame.interlaced_frame = 0;
    frame.repeat_pict = 0;
    while (frame.nb_side_data > 0) av_frame_remove_side_data(&frame, frame.side_data[0]->type);
}

}  // namespace

Compositor::Compositor(const Draft& draft, int decoder_threads, std::stop_token stop)
    : draft_(draft),
      sources_(draft.canvas, decoder_threads, std::move(stop)),
      titles_(draft.canvas),
      black_(black_picture(draft.canvas)) {}

av::FramePtr Compositor::pictures(const Layers& layers, std::int64_t n) {
    if (!layers.base) return share(*black_);
    av::FramePtr base = share(sources_.picture(*layers.base->segment, layers.base->source_time, n));
    if (!layers.over) return base;
    const AVFrame& over = sources_.picture(*layers.over->segment, layers.over->source_time, n);
    return crossfade(*base, over, layers.over_weight);
}

av::FramePtr Compositor::frame(std::int64_t n) {
    const Layers layers = layers_at(draft_, frame_time(n, draft_.rate));
    av::FramePtr picture = pictures(layers, n);
    if (!layers.titles.empty()) {
        av::check(av_frame_make_writable(picture.get()), "copy a frame", {}, ErrorCode::RenderFailed);
        titles_.draw(*picture, layers.titles);
    }
    forget_origin(*picture);
    picture->pts = n;
    return picture;
}

}  // namespace takt::render
