// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/decoder.h"

#include "takt/error.h"

#include "av/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace takt::av {

Decoder::Decoder(const AVStream& stream, const DecoderOptions& options) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    if (codec == nullptr) {
        throw Error(ErrorCode::NoDecodableStream,
                    fmt::format("stream {}: no decoder for {}; convert it to H.264 and AAC first", stream.index,
                                avcodec_get_name(stream.codecpar->codec_id)));
    }
    context_.reset(avcodec_alloc_context3(codec));
    if (!context_) throw std::bad_alloc();
    check(avcodec_parameters_to_context(context_.get(), stream.codecpar), "read codec parameters");
    context_->pkt_timebase = stream.time_base;
    // libav's own choice is one more than there are cores, which costs memory and gains nothing.
    context_->thread_count =
        options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    context_->max_pixels = options.max_pixels;
    if (options.cheap) context_->skip_loop_filter = AVDISCARD_ALL;
    if (options.references_only) context_->skip_frame = AVDISCARD_NONREF;
    check(avcodec_open2(context_.get(), codec, nullptr), "open the decoder", codec->name, ErrorCode::NoDecodableStream);
}

void Decoder::send(const AVPacket* packet) {
    const int rc = avcodec_send_packet(context_.get(), packet);
    if (rc == AVERROR_EOF) return;  // draining twice is harmless
    if (rc == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (rc == AVERROR(EAGAIN)) throw Error(ErrorCode::Internal, "decoder: given a packet before it was emptied");
    if (rc < 0) ++damaged_packets_;
}

Pull Decoder::receive(AVFrame& frame) {
    for (;;) {
        const int rc = avcodec_receive_frame(context_.get(), &frame);
        if (rc == AVERROR(EAGAIN)) return Pull::NeedInput;
        if (rc == AVERROR_EOF) return Pull::End;
        if (rc == AVERROR(ENOMEM)) throw std::bad_alloc();
        if (rc >= 0) return Pull::Frame;
        ++damaged_packets_;  // with frame threads the damage of an earlier packet is told here
    }
}

void Decoder::flush() {
    avcodec_flush_buffers(context_.get());
}

}  // namespace takt::av
