// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/compositor.h"

#include "av/check.h"
#include "render/blend.h"
#include "render/transitions.h"

#include <utility>

namespace takt::render {
namespace {

constexpr int kBlackLuma = 16;
constexpr int kWhiteLuma = 235;

av::FramePtr share(const AVFrame& frame) {
    av::FramePtr shared = av::make_frame();
    av::check(av_frame_ref(shared.get(), &frame), "hold a frame", {}, ErrorCode::RenderFailed);
    return shared;
}

void make_writable(AVFrame& frame) {
    av::check(av_frame_make_writable(&frame), "copy a frame", {}, ErrorCode::RenderFailed);
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
      sources_(draft.canvas, draft.rate, decoder_threads, std::move(stop)),
      titles_(draft.canvas),
      black_(black_picture(draft.canvas)) {}

av::FramePtr Compositor::picture(const PictureLayer& layer, std::int64_t n) {
    av::FramePtr picture = share(sources_.picture(layer, n));
    if (layer.to_black > 0 || layer.to_white > 0) make_writable(*picture);
    if (layer.to_black > 0) cover(*picture, kBlackLuma, layer.to_black);
    if (layer.to_white > 0) cover(*picture, kWhiteLuma, layer.to_white);
    return picture;
}

av::FramePtr Compositor::pictures(const Layers& layers, std::int64_t n) {
    if (!layers.base) return share(*black_);
    av::FramePtr base = picture(*layers.base, n);
    if (!layers.over) return base;
    const av::FramePtr over = picture(*layers.over, n);
    return between(*base, *over, layers.over->segment->transition, layers.progress);
}

av::FramePtr Compositor::frame(std::int64_t n) {
    const Layers layers = layers_at(draft_, frame_time(n, draft_.rate));
    av::FramePtr picture = pictures(layers, n);
    if (draft_.letterbox) {
        make_writable(*picture);
        blacken_outside(*picture, letterboxed(draft_.canvas, *draft_.letterbox));
    }
    if (!layers.titles.empty()) {
        make_writable(*picture);
        titles_.draw(*picture, layers.titles);
    }
    forget_origin(*picture);
    picture->pts = n;
    return picture;
}

}  // namespace takt::render
