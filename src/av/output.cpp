// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/output.h"

#include "av/check.h"
#include "av/ticks.h"
#include "base/atomic_file.h"

#include <cerrno>
#include <system_error>

namespace takt::av {

Output::Output(const std::filesystem::path& path, const std::string& format) : path_(path), part_(part_path(path)) {
    install_log();
    const std::string url = "file:" + part_.string();
    AVFormatContext* context = nullptr;
    check(avformat_alloc_output_context2(&context, nullptr, format.c_str(), url.c_str()), "write as " + format,
          path.string(), ErrorCode::Internal);
    context_.reset(context);
    // No library names, no dates: the same input gives the same file, and nothing private slips in.
    context->flags |= AVFMT_FLAG_BITEXACT;
    AVIOContext* io = nullptr;
    check(avio_open2(&io, url.c_str(), AVIO_FLAG_WRITE, nullptr, nullptr), "write", path.string());
    io_.reset(io);
    context->pb = io;
}

Output::~Output() {
    if (published_) return;
    io_.reset();
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
}

int Output::add_stream(const Encoder& encoder) {
    AVStream* stream = avformat_new_stream(context_.get(), nullptr);
    if (stream == nullptr) throw std::bad_alloc();
    check(avcodec_parameters_from_context(stream->codecpar, &encoder.context()), "describe a stream", path_.string());
    stream->time_base = encoder.time_base();
    stream->avg_frame_rate = encoder.context().framerate;
    stream->sample_aspect_ratio = encoder.context().sample_aspect_ratio;
    return stream->index;
}

int Output::add_copied_stream(const AVStream& source) {
    AVStream* stream = avformat_new_stream(context_.get(), nullptr);
    if (stream == nullptr) throw std::bad_alloc();
    check(avcodec_parameters_copy(stream->codecpar, source.codecpar), "describe a stream", path_.string());
    // Tags belong to the container they came from.
    stream->codecpar->codec_tag = 0;
    stream->time_base = source.time_base;
    stream->avg_frame_rate = source.avg_frame_rate;
    stream->sample_aspect_ratio = source.sample_aspect_ratio;
    return stream->index;
}

void Output::keep_metadata(const Input& source) {
    keeps_metadata_ = true;
    check(av_dict_copy(&context_->metadata, source.context().metadata, 0), "keep the metadata", path_.string());
    // These describe the old container.
    for (const char* key : {"major_brand", "minor_version", "compatible_brands", "encoder"}) {
        av_dict_set(&context_->metadata, key, nullptr, 0);
    }
}

void Output::begin() {
    Dictionary options;
    const std::string format = context_->oformat->name;
    if (format == "mp4" || format == "mov" || format == "ipod") {
        options.set("movflags", keeps_metadata_ ? "+faststart+use_metadata_tags" : "+faststart");
    }
    check(avformat_write_header(context_.get(), options.out()), "begin", path_.string(), ErrorCode::Internal);
}

void Output::write(AVPacket& packet, int index, AVRational time_base) {
    packet.stream_index = index;
    packet.pos = -1;
    payload_bytes_ += packet.size;
    av_packet_rescale_ts(&packet, time_base, stream(index).time_base);
    check(av_interleaved_write_frame(context_.get(), &packet), "write", path_.string(), ErrorCode::RenderFailed);
    check(context_->pb->error, "write", path_.string(), ErrorCode::RenderFailed);
}

void Output::finish() {
    check(av_write_trailer(context_.get()), "finish", path_.string(), ErrorCode::RenderFailed);
    avio_flush(context_->pb);
    check(context_->pb->error, "finish", path_.string(), ErrorCode::RenderFailed);
    context_->pb = nullptr;
    // Closing is where a full disk may show last.
    AVIOContext* io = io_.release();
    check(avio_closep(&io), "close", path_.string(), ErrorCode::RenderFailed);
}

void Output::publish() {
    takt::publish(part_, path_);
    published_ = true;
}

}  // namespace takt::av
