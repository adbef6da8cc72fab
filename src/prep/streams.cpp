// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/streams.h"

#include "av/describe.h"
#include "av/ticks.h"
#include "prep/frame_rates.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace takt::prep {
namespace {

std::string tag_of(const AVCodecParameters& codec) {
    std::array<char, AV_FOURCC_MAX_STRING_SIZE> text{};
    return av_fourcc_make_string(text.data(), codec.codec_tag);
}

/// FFmpeg's name, or the container's four letters for what FFmpeg does not know ("ac-4", "apac", "mebx").
std::string codec_name(const AVCodecParameters& codec) {
    if (codec.codec_id != AV_CODEC_ID_NONE && codec.codec_id != AV_CODEC_ID_BIN_DATA) {
        return avcodec_get_name(codec.codec_id);
    }
    return codec.codec_tag != 0 ? tag_of(codec) : "unknown";
}

bool is_encrypted(const AVCodecParameters& codec) {
    const std::string tag = tag_of(codec);
    return tag == "encv" || tag == "enca" || tag == "drmi" || tag == "drms";
}

std::string other_kind(const AVStream& stream) {
    switch (stream.codecpar->codec_type) {
        case AVMEDIA_TYPE_VIDEO: return "cover picture";
        case AVMEDIA_TYPE_SUBTITLE: return "subtitle track";
        case AVMEDIA_TYPE_ATTACHMENT: return "attachment";
        default: return tag_of(*stream.codecpar) == "tmcd" ? "timecode track" : "data track";
    }
}

AudioStreamInfo describe_audio(const AVStream& stream) {
    const AVCodecParameters& codec = *stream.codecpar;
    AudioStreamInfo info;
    info.index = stream.index;
    info.codec = codec_name(codec);
    if (const char* profile = avcodec_profile_name(codec.codec_id, codec.profile)) info.profile = profile;
    info.sample_rate_hz = codec.sample_rate;
    info.channels = codec.ch_layout.nb_channels;
    std::array<char, 128> layout{};
    av_channel_layout_describe(&codec.ch_layout, layout.data(), layout.size());
    info.layout = layout.data();
    info.bit_rate_bps = codec.bit_rate;
    info.is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
    info.decodable = av::is_decodable(stream) && !is_encrypted(codec);
    return info;
}

VideoStreamInfo describe_header(const AVStream& stream) {
    VideoStreamInfo info = av::describe_video(stream, nullptr);
    info.codec = codec_name(*stream.codecpar);
    info.decodable = av::is_decodable(stream) && !is_encrypted(*stream.codecpar);
    return info;
}

/// The frame rate to go by when a single frame tells none.
FrameRate sane(FrameRate declared) {
    return declared.num > 0 && declared.fps() >= 1 && declared.fps() <= 240 ? declared : FrameRate{30, 1};
}

void apply(VideoStreamInfo& video, PacketTimes& of) {
    const MeasuredRate rate = measure_rate(of.times);
    video.measured_rate = rate.average.num > 0 ? rate.average : sane(video.declared_rate);
    video.variable_rate = rate.variable;
    video.start = of.times.empty() ? Us{0} : of.times.front();
    // One packet of a still or a lone frame may claim any length.
    const Us one = frame_time(1, video.measured_rate);
    video.duration = std::max(of.end - video.start, one);
}

void apply(AudioStreamInfo& audio, PacketTimes& of) {
    const auto first = std::min_element(of.times.begin(), of.times.end());
    // Encoder priming before zero is not shown.
    audio.start = first == of.times.end() ? Us{0} : std::max(*first, Us{0});
    audio.duration = std::max(of.end - audio.start, Us{0});
}

template <typename Stream>
void drop_empty(std::vector<Stream>& streams, const std::vector<PacketTimes>& times,
                std::vector<OtherStreamInfo>& others) {
    std::vector<Stream> kept;
    for (Stream& stream : streams) {
        if (times[static_cast<std::size_t>(stream.index)].count > 0) {
            kept.push_back(std::move(stream));
        } else {
            others.push_back({stream.index, "empty track", stream.codec});
        }
    }
    streams = std::move(kept);
}

}  // namespace

void list_streams(MediaInfo& info, const av::Input& input) {
    for (const AVStream* stream : input.streams()) {
        const AVCodecParameters& codec = *stream->codecpar;
        info.is_protected |= is_encrypted(codec);
        if (codec.codec_type == AVMEDIA_TYPE_VIDEO && !av::is_cover(*stream)) {
            info.videos.push_back(describe_header(*stream));
        } else if (codec.codec_type == AVMEDIA_TYPE_AUDIO) {
            info.audios.push_back(describe_audio(*stream));
        } else {
            info.others.push_back({stream->index, other_kind(*stream), codec_name(codec)});
        }
    }
}

void apply_times(MediaInfo& info, std::vector<PacketTimes> times) {
    drop_empty(info.videos, times, info.others);
    drop_empty(info.audios, times, info.others);
    const auto of = [&](int index) -> PacketTimes& { return times[static_cast<std::size_t>(index)]; };
    for (VideoStreamInfo& video : info.videos) apply(video, of(video.index));
    for (AudioStreamInfo& audio : info.audios) apply(audio, of(audio.index));
    std::stable_partition(info.videos.begin(), info.videos.end(),
                          [&](const VideoStreamInfo& video) { return of(video.index).count > 1; });
    for (const PacketTimes& stream : times) info.truncated |= stream.missing;
}

}  // namespace takt::prep
