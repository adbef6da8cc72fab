// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/picture_converter.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include "av/check.h"
#include "av/turn.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::av {
namespace {

constexpr AVRational kTick{1, 1000};
// A deinterlacer wants a frame or two more before it answers.
constexpr int kMostQuestions = 16;

bool even_sides(const AVFrame& frame) {
    return frame.width % 2 == 0 && frame.height % 2 == 0;
}

bool sited_left(const AVFrame& frame) {
    return frame.chroma_location == AVCHROMA_LOC_LEFT || frame.chroma_location == AVCHROMA_LOC_UNSPECIFIED;
}

/// Three planes of YCbCr in memory, which zscale reads.
bool plain_ycbcr(const AVFrame& frame) {
    constexpr std::uint64_t kOther =
        AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_ALPHA;
    const AVPixFmtDescriptor* const format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    return format != nullptr && format->nb_components == 3 && (format->flags & kOther) == 0;
}

std::optional<RowSource> row_source(const AVFrame& from, Size to) {
    if (from.format != AV_PIX_FMT_YUV420P10LE || !even_sides(from) || !sited_left(from)) return std::nullopt;
    if (Size{from.width, from.height} == to) return RowSource::Same420;
    if (Size{from.width, from.height} == Size{2 * to.width, 2 * to.height}) return RowSource::Halved420;
    return std::nullopt;
}

/// Is the picture as it is what would come out, but for turning?
bool already_right(const VideoStreamInfo& stream, Size to, const AVFrame& frame) {
    return frame.format == AV_PIX_FMT_YUV420P && Size{frame.width, frame.height} == to && even_sides(frame) &&
           !stream.colour.full_range && matrix_name(stream) == "bt709";
}

std::string scale_only(Size to) {
    return fmt::format("zscale=w={}:h={}:f=bicubic,format=yuv444p10le", to.width, to.height);
}

/// Only what the picture shows and when: nothing of the source's metadata goes on.
void tag(AVFrame& frame) {
    while (frame.nb_side_data > 0) av_frame_remove_side_data(&frame, frame.side_data[0]->type);
    av_dict_free(&frame.metadata);
    frame.color_primaries = AVCOL_PRI_BT709;
    frame.color_trc = AVCOL_TRC_BT709;
    frame.colorspace = AVCOL_SPC_BT709;
    frame.color_range = AVCOL_RANGE_MPEG;
    frame.sample_aspect_ratio = {1, 1};
    frame.pict_type = AV_PICTURE_TYPE_NONE;
    frame.interlaced_frame = 0;
    frame.repeat_pict = 0;
}

void refer(AVFrame& to, const AVFrame& from) {
    av_frame_unref(&to);
    check(av_frame_ref(&to, &from), "keep a frame");
}

}  // namespace

PictureWay picture_way(const VideoStreamInfo& stream, const PictureTarget& target, const AVFrame& like) {
    const Size to = stored_size(upright_size(stream, target), stream.orientation);
    if (target.deinterlace || stream.has_alpha) return PictureWay::Chain;
    if (target.tone_map) {
        if (row_source(like, to)) return PictureWay::Tone;
        return plain_ycbcr(like) ? PictureWay::ScaleTone : PictureWay::Chain;
    }
    if (!already_right(stream, to, like)) return PictureWay::Chain;
    return stream.orientation.upright() ? PictureWay::PassOn : PictureWay::Turn;
}

PictureConverter::PictureConverter(const VideoStreamInfo& stream, const PictureTarget& target, const AVFrame& like,
                                   int threads)
    : stream_(stream),
      way_(picture_way(stream, target, like)),
      upright_(upright_size(stream, target)),
      stored_(stored_size(upright_, stream.orientation)) {
    like_->width = like.width;
    like_->height = like.height;
    like_->format = like.format;
    check(av_frame_copy_props(like_.get(), &like), "keep a frame's properties");
    if (way_ == PictureWay::Chain) {
        before_.emplace(Answering{FilterGraph(picture_chain(stream, target), like, kTick, threads)});
        return;
    }
    if (way_ == PictureWay::ScaleTone) {
        before_.emplace(Answering{FilterGraph(scale_only(stored_), like, kTick, threads)});
    }
    if (const std::string placement = placement_chain(stream, target); !placement.empty()) {
        const FramePtr upright = make_picture(upright_.width, upright_.height, AV_PIX_FMT_YUV420P);
        after_.emplace(Answering{FilterGraph(placement, *upright, kTick, threads)});
    }
}

bool PictureConverter::accepts(const AVFrame& frame) const {
    return frame.width == like_->width && frame.height == like_->height && frame.format == like_->format &&
           frame.color_trc == like_->color_trc && frame.colorspace == like_->colorspace &&
           frame.color_range == like_->color_range && frame.chroma_location == like_->chroma_location &&
           av_cmp_q(frame.sample_aspect_ratio, like_->sample_aspect_ratio) == 0;
}

void PictureConverter::convert(const AVFrame& from, AVFrame& to) {
    const std::int64_t time = from.pts;
    if (!after_) {
        make_upright(from, to);
    } else {
        const FramePtr upright = make_frame();
        make_upright(from, *upright);
        after_->answer(*upright, to);
    }
    tag(to);
    to.pts = time;
}

void PictureConverter::make_upright(const AVFrame& from, AVFrame& to) {
    switch (way_) {
        case PictureWay::PassOn: refer(to, from); return;
        case PictureWay::Turn: turn_upright(from, to); return;
        case PictureWay::Chain: before_->answer(from, to); return;
        case PictureWay::Tone:
        case PictureWay::ScaleTone: break;
    }
    AVFrame& toned = free_picture(stored_);
    const HdrSignal signal{stream_.colour.hdr, stream_.colour.full_range, declared_peak(from)};
    if (!table_ || table_->signal != signal) table_.emplace(signal);
    if (before_) {
        const FramePtr scaled = make_frame();
        before_->answer(from, *scaled);
        tone_map(*scaled, RowSource::Same444, *table_, toned, {0, toned.height});
    } else {
        tone_map(from, *row_source(from, stored_), *table_, toned, {0, toned.height});
    }
    if (stream_.orientation.upright()) {
        refer(to, toned);
    } else {
        turn_upright(toned, to);
    }
}

void PictureConverter::turn_upright(const AVFrame& from, AVFrame& to) {
    // Held while the picture is looked for: `from` may be one of ours.
    const FramePtr held = make_frame();
    refer(*held, from);
    AVFrame& turned = free_picture(upright_);
    turn(*held, turned, stream_.orientation);
    refer(to, turned);
}

AVFrame& PictureConverter::free_picture(Size size) {
    const auto free = std::find_if(pictures_.begin(), pictures_.end(), [&](const FramePtr& picture) {
        return Size{picture->width, picture->height} == size && av_frame_is_writable(picture.get()) != 0;
    });
    if (free != pictures_.end()) return **free;
    return *pictures_.emplace_back(make_picture(size.width, size.height, AV_PIX_FMT_YUV420P));
}

void PictureConverter::Answering::answer(const AVFrame& from, AVFrame& to) {
    const FramePtr input = make_frame();
    refer(*input, from);
    const std::int64_t wanted = asked;
    for (int questions = 0; questions < kMostQuestions;) {
        av_frame_unref(&to);
        const Pull pulled = graph.receive(to);
        if (pulled == Pull::Frame && av_rescale_q(to.pts, graph.time_base(), kTick) >= wanted) return;
        if (pulled != Pull::NeedInput) continue;
        input->pts = asked++;
        graph.send(input.get());
        ++questions;
    }
    throw Error(ErrorCode::Internal, "picture chain: took a frame and gave none");
}

}  // namespace takt::av
