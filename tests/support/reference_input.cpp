// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reference_input.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace takt::test {
namespace {

void require(bool held, const std::string& what) {
    if (!held) throw std::runtime_error("reference: cannot " + what);
}

/// FFmpeg's own VP9 and VP8 decoders leave the second, transparent layer out; libvpx's read it.
const AVCodec* decoder_for(const AVStream& stream) {
    const AVDictionaryEntry* alpha = av_dict_get(stream.metadata, "alpha_mode", nullptr, 0);
    if (alpha != nullptr && std::string_view(alpha->value) == "1") {
        const bool vp9 = stream.codecpar->codec_id == AV_CODEC_ID_VP9;
        if (const AVCodec* layered = avcodec_find_decoder_by_name(vp9 ? "libvpx-vp9" : "libvpx")) return layered;
    }
    return avcodec_find_decoder(stream.codecpar->codec_id);
}

}  // namespace

ReferenceInput::ReferenceInput(const std::filesystem::path& path) {
    AVFormatContext* context = nullptr;
    require(avformat_open_input(&context, ("file:" + path.string()).c_str(), nullptr, nullptr) >= 0,
            "open " + path.string());
    context_.reset(context);
    require(avformat_find_stream_info(context, nullptr) >= 0, "read the streams of " + path.string());
}

void ReferenceInput::for_each_packet(int stream, const std::function<void(const AVPacket&)>& look) {
    for (unsigned i = 0; i < context_->nb_streams; ++i) {
        context_->streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    const av::PacketPtr packet = av::make_packet();
    while (av_read_frame(context_.get(), packet.get()) >= 0) {
        if (packet->stream_index == stream) look(*packet);
        av_packet_unref(packet.get());
    }
}

void ReferenceInput::for_each_frame(int stream, const std::function<void(AVFrame&)>& look) {
    const AVCodec* codec = decoder_for(this->stream(stream));
    require(codec != nullptr, "find a decoder");
    const av::CodecContextPtr decoder(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(decoder.get(), this->stream(stream).codecpar);
    decoder->pkt_timebase = this->stream(stream).time_base;
    require(avcodec_open2(decoder.get(), codec, nullptr) >= 0, "open the decoder");
    const av::FramePtr frame = av::make_frame();
    const auto drain = [&] {
        while (avcodec_receive_frame(decoder.get(), frame.get()) >= 0) {
            look(*frame);
            av_frame_unref(frame.get());
        }
    };
    for_each_packet(stream, [&](const AVPacket& packet) {
        avcodec_send_packet(decoder.get(), &packet);
        drain();
    });
    avcodec_send_packet(decoder.get(), nullptr);
    drain();
}

std::optional<Us> shown_at(const AVFrame& frame, AVRational base) {
    const std::int64_t ticks = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
    if (ticks == AV_NOPTS_VALUE) return std::nullopt;
    return Us{av_rescale_q(ticks, base, AVRational{1, 1'000'000})};
}

}  // namespace takt::test
