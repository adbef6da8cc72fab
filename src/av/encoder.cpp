// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/encoder.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/ticks.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <fmt/format.h>

#include <cmath>

namespace takt::av {
namespace {

CodecContextPtr make_context(const std::string& name) {
    install_log();
    const AVCodec* codec = avcodec_find_encoder_by_name(name.c_str());
    if (codec == nullptr) {
        throw Error(ErrorCode::EncoderMissing,
                    fmt::format("{}: this FFmpeg has no such encoder; run `takt doctor`", name));
    }
    CodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context) throw std::bad_alloc();
    // MP4 wants the parameter sets in its header.
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    return context;
}

AVSampleFormat first_format(const AVCodec& codec) {
    return codec.sample_fmts != nullptr ? codec.sample_fmts[0] : AV_SAMPLE_FMT_FLT;
}

}  // namespace

Encoder::Encoder(const VideoEncoding& encoding) : context_(make_context(encoding.codec)) {
    AVCodecContext& context = *context_;
    context.width = encoding.size.width;
    context.height = encoding.size.height;
    context.pix_fmt = encoding.format;
    context.sample_aspect_ratio = encoding.sample_aspect;
    context.framerate = to_rational(encoding.rate);
    context.time_base = encoding.time_base.num > 0 ? encoding.time_base : av_inv_q(context.framerate);
    context.gop_size =
        encoding.gop_frames > 0 ? encoding.gop_frames : static_cast<int>(std::lround(encoding.rate.fps()));
    context.thread_count = encoding.threads;
    context.color_primaries = encoding.primaries;
    context.color_trc = encoding.transfer;
    context.colorspace = encoding.matrix;
    context.color_range = encoding.range;
    context.chroma_sample_location = AVCHROMA_LOC_LEFT;
    Dictionary options;
    for (const auto& [key, value] : encoding.options) options.set(key.c_str(), value.c_str());
    check(avcodec_open2(&context, context.codec, options.out()), "open the encoder", encoding.codec,
          ErrorCode::Internal);
    // A misspelled option would be passed over in silence.
    if (const char* left = options.first_key()) {
        throw Error(ErrorCode::Internal, fmt::format("{}: the encoder knows no option {}", encoding.codec, left));
    }
}

Encoder::Encoder(const AudioEncoding& encoding) : context_(make_context(encoding.codec)) {
    AVCodecContext& context = *context_;
    context.sample_rate = encoding.sample_rate_hz;
    context.sample_fmt = first_format(*context.codec);
    av_channel_layout_default(&context.ch_layout, encoding.channels);
    context.bit_rate = encoding.bit_rate_bps;
    context.time_base = {1, encoding.sample_rate_hz};
    check(avcodec_open2(&context, context.codec, nullptr), "open the encoder", encoding.codec, ErrorCode::Internal);
}

void Encoder::send(const AVFrame* frame) {
    check(avcodec_send_frame(context_.get(), frame), "encode", context_->codec->name, ErrorCode::RenderFailed);
}

void Encoder::set_crf(double crf) {
    // FFmpeg compares this field with x264's settings before each frame, and hands on what changed.
    av_opt_set_double(context_->priv_data, "crf", crf, 0);
}

Pull Encoder::receive(AVPacket& packet) {
    const int rc = avcodec_receive_packet(context_.get(), &packet);
    if (rc == AVERROR(EAGAIN)) return Pull::NeedInput;
    if (rc == AVERROR_EOF) return Pull::End;
    check(rc, "encode", context_->codec->name, ErrorCode::RenderFailed);
    // Muxers make a wrong last duration without it.
    if (packet.duration == 0 && context_->codec_type == AVMEDIA_TYPE_VIDEO) {
        packet.duration = av_rescale_q(1, av_inv_q(context_->framerate), context_->time_base);
    }
    return Pull::Frame;
}

}  // namespace takt::av
