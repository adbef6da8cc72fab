// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/input.h"

#include "av/check.h"
#include "av/header_facts.h"
#include "av/riff_chunks.h"
#include "av/ticks.h"
#include "base/regular_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

namespace takt::av {
namespace {

// Everything takt accepts, and nothing that refers to other files (hls, dash, concat, image2).
constexpr const char* kDemuxers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mp3,wav,aac,gif,jpeg_pipe,png_pipe,webp_pipe";
constexpr int kProbeScoreBytes = 1 << 20;

int on_interrupt(void* stop) noexcept {
    return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

/// A demuxer that wants a second file (an external track, a segment) does not get one.
int refuse_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) noexcept {
    return AVERROR(EPERM);
}

}  // namespace

bool is_cover(const AVStream& stream) {
    return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

bool is_footage_or_sound(const AVStream& stream) {
    const auto type = stream.codecpar->codec_type;
    return type == AVMEDIA_TYPE_AUDIO || (type == AVMEDIA_TYPE_VIDEO && !is_cover(stream));
}

bool is_decodable(const AVStream& stream) {
    const AVCodecParameters& codec = *stream.codecpar;
    if (avcodec_find_decoder(codec.codec_id) == nullptr) return false;
    if (codec.codec_type == AVMEDIA_TYPE_VIDEO) return codec.width > 0 && codec.height > 0;
    return codec.codec_type != AVMEDIA_TYPE_AUDIO || (codec.sample_rate > 0 && codec.ch_layout.nb_channels > 0);
}

namespace {

/// Fragmented files count their frames later, and need to be read for that.
bool header_tells_all(AVStream& stream) {
    return stream.nb_frames > 0 && stream.start_time != AV_NOPTS_VALUE && is_decodable(stream) &&
           complete_from_header(stream).empty();
}

bool headers_tell_all(const AVFormatContext& context) {
    const std::span<AVStream* const> streams{context.streams, context.nb_streams};
    return std::string_view(context.iformat->name).starts_with("mov") &&
           std::all_of(streams.begin(), streams.end(),
                       [](AVStream* stream) { return !is_footage_or_sound(*stream) || header_tells_all(*stream); });
}

}  // namespace

Input::Input(const std::filesystem::path& path, const InputOptions& options, std::stop_token stop)
    : path_(path), stop_(std::move(stop)) {
    install_log();
    regular_file_size(path);
    if (has_endless_chunks(path)) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: damaged, mostly empty; copy or download it again", name()));
    }
    open(options);
}

void Input::open(const InputOptions& options) {
    // The prefix keeps libav from reading a protocol out of names such as "a:b.mp4".
    const std::string url = "file:" + path_.string();
    AVIOContext* io = nullptr;
    const AVIOInterruptCB interrupt{on_interrupt, &stop_};
    Dictionary protocols;
    protocols.set("protocol_whitelist", "file,pipe");
    check(avio_open2(&io, url.c_str(), AVIO_FLAG_READ, &interrupt, protocols.out()), "open", path_.string());
    io_.reset(io);
    if (avio_size(io) == 0) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: the file is empty; copy or download it again", name()));
    }

    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr) throw std::bad_alloc();
    context->pb = io;
    context->interrupt_callback = interrupt;
    context->io_open = refuse_open;
    context->probesize = options.probe_bytes;
    context->max_analyze_duration = options.analyse.count();
    context->format_probesize = kProbeScoreBytes;
    context->max_streams = options.max_streams;
    context->flags |= AVFMT_FLAG_GENPTS;
    Dictionary settings;
    settings.set("format_whitelist", kDemuxers);
    settings.set("protocol_whitelist", "file,pipe");
    (void)take_last_log_line();  // of another file, on this thread
    // No name: the content alone decides.
    const int rc = avformat_open_input(&context, "", nullptr, settings.out());
    if (rc < 0) refuse(rc, options);  // libav has freed the context
    context_.reset(context);
    forget_unknown_colours();
    const bool silent = options.stream_info == StreamInfo::WhereSilent && !headers_tell_all(*context_);
    if (options.stream_info == StreamInfo::Full || silent) analyse();
}

/// Demuxers pass on whatever number a file holds; reading one that its enum does not have is undefined.
void Input::forget_unknown_colours() {
    const auto forget = [](auto& tag, auto end, auto unknown) {
        unsigned number = 0;
        static_assert(sizeof number == sizeof tag);
        std::memcpy(&number, &tag, sizeof number);
        if (number >= static_cast<unsigned>(end)) tag = unknown;
    };
    for (const AVStream* stream : streams()) {
        AVCodecParameters& codec = *stream->codecpar;
        forget(codec.color_primaries, AVCOL_PRI_NB, AVCOL_PRI_UNSPECIFIED);
        forget(codec.color_trc, AVCOL_TRC_NB, AVCOL_TRC_UNSPECIFIED);
        forget(codec.color_space, AVCOL_SPC_NB, AVCOL_SPC_UNSPECIFIED);
        forget(codec.color_range, AVCOL_RANGE_NB, AVCOL_RANGE_UNSPECIFIED);
    }
}

/// HEVC decoders forget the container's colour tags when the bitstream is silent.
void Input::analyse() {
    std::vector<AVCodecParameters> told;
    for (const AVStream* stream : streams()) told.push_back(*stream->codecpar);  // only for its colour
    check(avformat_find_stream_info(context_.get(), nullptr), "read the streams", name());
    forget_unknown_colours();
    for (std::size_t i = 0; i < told.size() && i < streams().size(); ++i) {
        AVCodecParameters& codec = *streams()[i]->codecpar;
        const bool silent = codec.color_space == AVCOL_SPC_UNSPECIFIED && codec.color_range != AVCOL_RANGE_JPEG;
        if (silent && told[i].color_range != AVCOL_RANGE_UNSPECIFIED) codec.color_range = told[i].color_range;
        if (codec.color_primaries == AVCOL_PRI_UNSPECIFIED) codec.color_primaries = told[i].color_primaries;
        if (codec.color_trc == AVCOL_TRC_UNSPECIFIED) codec.color_trc = told[i].color_trc;
        if (codec.color_space == AVCOL_SPC_UNSPECIFIED) codec.color_space = told[i].color_space;
    }
}

void Input::refuse(int rc, const InputOptions& options) const {
    const std::string line = take_last_log_line();
    const bool not_ours = line.empty() || line.find("not on whitelist") != std::string::npos;
    if ((rc == AVERROR(EINVAL) || rc == AVERROR_INVALIDDATA) && not_ours) {
        throw Error(ErrorCode::UnsupportedFormat,
                    fmt::format("{}: not a media file takt accepts; use mp4 mov avi webm mkv jpg png gif webp mp3 wav "
                                "m4a aac",
                                name()));
    }
    if (rc == AVERROR(EINVAL) || rc == AVERROR_INVALIDDATA) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: damaged or an incomplete download or transfer ({}); copy it again", name(), line));
    }
    if (rc == AVERROR(ENOMEM) && line.find("max_streams") != std::string::npos) {
        throw Error(ErrorCode::TooLarge,
                    fmt::format("{}: more than {} streams; export it with one video and one sound track", name(),
                                options.max_streams));
    }
    check(rc, "open", name());
}

AVStream& Input::stream(int index) const {
    if (index < 0 || index >= static_cast<int>(context_->nb_streams)) {
        throw Error(ErrorCode::Internal, fmt::format("{}: no stream {}", name(), index));
    }
    return *context_->streams[index];
}

std::optional<int> Input::best_video() const {
    for (const AVStream* stream : streams()) {
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !is_cover(*stream) && is_decodable(*stream)) {
            return stream->index;
        }
    }
    return std::nullopt;
}

std::optional<int> Input::best_audio() const {
    std::optional<int> first;
    for (const AVStream* stream : streams()) {
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO || !is_decodable(*stream)) continue;
        if ((stream->disposition & AV_DISPOSITION_DEFAULT) != 0) return stream->index;
        if (!first) first = stream->index;
    }
    return first;
}

Us Input::zero() const {
    // Matroska's times are negative only for priming (Opus' pre-skip) that its CodecDelay takes away unheard.
    const bool no_time_before_zero = std::string_view(context_->iformat->name).starts_with("matroska");
    std::optional<Us> earliest;
    for (const AVStream* stream : streams()) {
        if (!is_footage_or_sound(*stream)) continue;
        auto start = to_us(stream->start_time, stream->time_base);
        if (start && no_time_before_zero) start = std::max(*start, Us{0});
        if (start && (!earliest || *start < *earliest)) earliest = start;
    }
    return earliest.value_or(Us{0});
}

std::optional<Us> Input::declared_duration() const {
    if (context_->duration == AV_NOPTS_VALUE || context_->duration <= 0) return std::nullopt;
    return Us{context_->duration};
}

void Input::read_only(std::initializer_list<int> wanted) {
    for (AVStream* stream : streams()) {
        const bool keep = std::find(wanted.begin(), wanted.end(), stream->index) != wanted.end();
        stream->discard = keep ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

bool Input::read(AVPacket& packet) {
    const int rc = av_read_frame(context_.get(), &packet);
    if (rc >= 0) return true;
    if (rc == AVERROR_EXIT || stop_.stop_requested()) check(AVERROR_EXIT, "read", name());
    if (rc != AVERROR_EOF || (context_->pb != nullptr && context_->pb->error < 0)) truncated_ = true;
    return false;
}

bool Input::seekable() const {
    const std::string_view format = context_->iformat->name;
    if (format.ends_with("_pipe") || format == "mp3" || format == "aac" || format == "gif") return false;
    // AVI has no presentation times: with reordered frames they can only be counted from the start.
    return format != "avi" || std::none_of(streams().begin(), streams().end(),
                                           [](const AVStream* stream) { return stream->codecpar->video_delay > 0; });
}

void Input::seek(int index, Us time) {
    const AVStream& target = stream(index);
    const std::int64_t ticks = to_ticks(time + zero(), target.time_base);
    if (av_seek_frame(context_.get(), index, ticks, AVSEEK_FLAG_BACKWARD) < 0) {
        check(av_seek_frame(context_.get(), index, 0, AVSEEK_FLAG_BYTE | AVSEEK_FLAG_BACKWARD), "seek", name());
    }
}

std::optional<Us> Input::key_frame_before(int index, Us time) const {
    AVStream& wanted = stream(index);
    const AVIndexEntry* entry = avformat_index_get_entry_from_timestamp(
        &wanted, to_ticks(time + zero(), wanted.time_base), AVSEEK_FLAG_BACKWARD);
    const auto found = entry != nullptr ? to_us(entry->timestamp, wanted.time_base) : std::nullopt;
    return found ? std::optional(*found - zero()) : std::nullopt;
}

}  // namespace takt::av
