// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/clip_writer.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/ticks.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstring>
#include <string_view>

namespace takt::samples {
namespace {

/// Shown = turned stored pixels: (x, y) goes to (a·x + c·y, b·x + d·y), in 16.16 fixed point; the last entry is 2.30.
std::array<std::int32_t, 9> display_matrix(int clockwise_deg) {
    constexpr std::int32_t kOne = 1 << 16;
    const std::int32_t cosine = clockwise_deg == 0 ? kOne : clockwise_deg == 180 ? -kOne : 0;
    const std::int32_t sine = clockwise_deg == 90 ? kOne : clockwise_deg == 270 ? -kOne : 0;
    return {cosine, sine, 0, -sine, cosine, 0, 0, 0, 1 << 30};
}

void set_display_matrix(AVStream& stream, int clockwise_deg) {
    const auto matrix = display_matrix(clockwise_deg);
    std::uint8_t* side = av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof(matrix));
    if (side == nullptr) throw std::bad_alloc();
    std::memcpy(side, matrix.data(), sizeof(matrix));
}

bool keeps_apple_tags(const AVFormatContext& output) {
    const std::string_view format = output.oformat->name;
    return format == "mov" || format == "mp4";
}

bool is_full_range(const AVCodecContext& encoder) {
    return encoder.color_range == AVCOL_RANGE_JPEG || encoder.pix_fmt == AV_PIX_FMT_YUVJ420P;
}

av::ScalerPtr make_scaler(const AVFrame& from, const AVCodecContext& to) {
    av::ScalerPtr scaler(sws_getContext(from.width, from.height, static_cast<AVPixelFormat>(from.format), to.width,
                                        to.height, to.pix_fmt, SWS_BILINEAR, nullptr, nullptr, nullptr));
    if (!scaler) av::check(AVERROR(EINVAL), "scale the picture", {}, ErrorCode::Internal);
    const int* table = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(scaler.get(), table, 0, table, is_full_range(to) ? 1 : 0, 0, 1 << 16, 1 << 16);
    return scaler;
}

av::ResamplerPtr make_converter(const AVCodecContext& encoder) {
    AVChannelLayout layout = encoder.ch_layout;  // of the plain kind that owns nothing; libswresample wants it mutable
    SwrContext* context = nullptr;
    const int rc = swr_alloc_set_opts2(&context, &layout, encoder.sample_fmt, encoder.sample_rate, &layout,
                                       AV_SAMPLE_FMT_FLT, encoder.sample_rate, 0, nullptr);
    av::ResamplerPtr converter(context);
    av::check(rc, "convert the sound", {}, ErrorCode::Internal);
    av::check(swr_init(converter.get()), "convert the sound", {}, ErrorCode::Internal);
    return converter;
}

}  // namespace

std::string muxer_for(const std::filesystem::path& path) {
    static const std::map<std::string, std::string> kMuxers = {
        {".mp4", "mp4"},   {".mov", "mov"}, {".m4v", "mp4"},   {".m4a", "ipod"}, {".mkv", "matroska"},
        {".webm", "webm"}, {".avi", "avi"}, {".mp3", "mp3"},   {".wav", "wav"},  {".aac", "adts"},
        {".flac", "flac"}, {".ogg", "ogg"}, {".ts", "mpegts"}, {".gif", "gif"},  {".webp", "webp"}};
    std::string extension = path.extension().string();
    for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto found = kMuxers.find(extension);
    if (found == kMuxers.end()) {
        throw Error(ErrorCode::Usage, fmt::format("{}: no container for this name; use .mp4 or .mov", path.string()));
    }
    return found->second;
}

ClipWriter::ClipWriter(const std::filesystem::path& path, const ClipFormat& format) : output_(path, muxer_for(path)) {
    if (format.video) {
        video_.emplace(*format.video);
        video_stream_ = output_.add_stream(*video_);
        AVStream& stream = output_.stream(video_stream_);
        // Apple's name for HEVC: players there refuse the other one.
        if (stream.codecpar->codec_id == AV_CODEC_ID_HEVC && keeps_apple_tags(output_.context())) {
            stream.codecpar->codec_tag = MKTAG('h', 'v', 'c', '1');
        }
        if (format.clockwise_deg != 0) set_display_matrix(stream, format.clockwise_deg);
    }
    if (format.sound) {
        audio_.emplace(*format.sound);
        audio_stream_ = output_.add_stream(*audio_);
        converter_ = make_converter(audio_->context());
        sound_begin_ = av::to_ticks(format.sound_begin, audio_->time_base());
    }
    for (const auto& [key, value] : format.metadata) {
        av_dict_set(&output_.context().metadata, key.c_str(), value.c_str(), 0);
    }
    // Pictures and sound may be given one after the other; interleave them all the same.
    output_.context().max_interleave_delta = 0;
    output_.begin();
}

void ClipWriter::picture(const AVFrame& drawn, Us time) {
    const AVCodecContext& encoder = video_->context();
    if (!scaler_) scaler_ = make_scaler(drawn, encoder);
    // The encoder may still hold the picture before, so each one has its own pixels.
    const av::FramePtr scaled = av::make_picture(encoder.width, encoder.height, encoder.pix_fmt);
    scaled->color_primaries = encoder.color_primaries;
    scaled->color_trc = encoder.color_trc;
    scaled->colorspace = encoder.colorspace;
    scaled->color_range = encoder.color_range;
    scaled->sample_aspect_ratio = encoder.sample_aspect_ratio;
    scaled->pts = av::to_ticks(time, video_->time_base());
    sws_scale(scaler_.get(), drawn.data, drawn.linesize, 0, drawn.height, scaled->data, scaled->linesize);
    video_->send(scaled.get());
    drain(*video_, video_stream_);
}

void ClipWriter::sound(std::span<const float> interleaved) {
    waiting_.insert(waiting_.end(), interleaved.begin(), interleaved.end());
    const auto channels = static_cast<std::size_t>(audio_->context().ch_layout.nb_channels);
    const auto frame = static_cast<std::size_t>(audio_->frame_samples() > 0 ? audio_->frame_samples() : 1024);
    std::size_t done = 0;
    for (; waiting_.size() - done >= frame * channels; done += frame * channels) {
        write_sound(waiting_.data() + done, static_cast<int>(frame));
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
}

void ClipWriter::write_sound(const float* samples, int count) {
    const AVCodecContext& encoder = audio_->context();
    const av::FramePtr frame = av::make_frame();
    frame->nb_samples = count;
    frame->format = encoder.sample_fmt;
    frame->sample_rate = encoder.sample_rate;
    av::check(av_channel_layout_copy(&frame->ch_layout, &encoder.ch_layout), "convert the sound");
    av::check(av_frame_get_buffer(frame.get(), 0), "convert the sound");
    const auto* in = reinterpret_cast<const std::uint8_t*>(samples);
    av::check(swr_convert(converter_.get(), frame->extended_data, count, &in, count), "convert the sound");
    frame->pts = sound_begin_ + samples_written_;
    samples_written_ += count;
    audio_->send(frame.get());
    drain(*audio_, audio_stream_);
}

void ClipWriter::drain(av::Encoder& encoder, int stream) {
    while (encoder.receive(*packet_) == av::Pull::Frame) output_.write(*packet_, stream, encoder.time_base());
}

void ClipWriter::finish() {
    if (audio_) {
        const int channels = audio_->context().ch_layout.nb_channels;
        if (!waiting_.empty()) write_sound(waiting_.data(), static_cast<int>(waiting_.size()) / channels);
        audio_->send(nullptr);
        drain(*audio_, audio_stream_);
    }
    if (video_) {
        video_->send(nullptr);
        drain(*video_, video_stream_);
    }
    output_.finish();
    output_.publish();
}

}  // namespace takt::samples
