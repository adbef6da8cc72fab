// SPDX-License-Identifier: GPL-3.0-or-later
// probe: what a file really holds. Headers are a claim; packets give the times, the first frame of each stream the
// rest.
#include "takt/preparation.h"

#include "av/describe.h"
#include "av/input.h"
#include "prep/boxes.h"
#include "prep/container_name.h"
#include "prep/first_frame.h"
#include "prep/metadata.h"
#include "prep/packet_times.h"
#include "prep/picture_file.h"
#include "prep/probe_pictures.h"
#include "prep/streams.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <utility>

namespace takt {
namespace {

using namespace prep;

// Streams of one kind that are tried before giving up on it.
constexpr int kMaxTries = 4;

bool is_still(const MediaInfo& info) {
    return info.container == "jpg" || info.container == "png" || info.container == "webp";
}

/// Keeps what the packets told, and takes from the frame what the header did not know.
void refine(VideoStreamInfo& video, const AVStream& stream, const AVFrame& frame) {
    VideoStreamInfo seen = av::describe_video(stream, &frame);
    seen.measured_rate = video.measured_rate;
    seen.variable_rate = video.variable_rate;
    seen.start = video.start;
    seen.duration = video.duration;
    seen.decodable = true;
    // VP8 and VP9 hide transparency in side blocks; only a tag says so.
    seen.has_alpha |= av_dict_get(stream.metadata, "alpha_mode", nullptr, 0) != nullptr;
    video = std::move(seen);
}

/// Does stream `index` give a frame? The file is opened afresh, because seeking back is not exact everywhere.
bool try_stream(MediaInfo& info, int index, const Limits& limits, const std::stop_token& stop, VideoStreamInfo* video) {
    av::Input input(info.path, {.max_streams = limits.max_streams}, stop);
    const FirstFrame first = decode_first_frame(input, index, limits.max_pixels, stop);
    info.decode_errors |= first.damaged;
    if (first.frame && video != nullptr) {
        refine(*video, input.stream(index), *first.frame);
        sort_metadata(info, first.frame->metadata);
    }
    return first.frame != nullptr;
}

/// The stream MediaInfo would name, to be written to.
template <typename Stream>
Stream& own(std::vector<Stream>& streams, const Stream* chosen) {
    return streams[static_cast<std::size_t>(chosen - streams.data())];
}

/// The streams takt would use must give a frame; one that does not is passed over.
void prove_streams(MediaInfo& info, const Limits& limits, const std::stop_token& stop) {
    for (int tries = 0; tries < kMaxTries && info.video() != nullptr; ++tries) {
        VideoStreamInfo& video = own(info.videos, info.video());
        video.decodable = try_stream(info, video.index, limits, stop, &video);
        if (video.decodable) break;
    }
    for (int tries = 0; tries < kMaxTries && info.audio() != nullptr; ++tries) {
        AudioStreamInfo& audio = own(info.audios, info.audio());
        audio.decodable = try_stream(info, audio.index, limits, stop, nullptr);
        if (audio.decodable) break;
    }
}

MediaKind kind_of(const MediaInfo& info) {
    if (is_still(info)) return MediaKind::Still;
    if (info.videos.empty()) return MediaKind::Audio;
    if (info.container != "gif") return MediaKind::Video;
    // A GIF of one frame is a picture.
    const VideoStreamInfo& video = info.videos.front();
    return video.duration > frame_time(1, video.measured_rate) ? MediaKind::Animation : MediaKind::Still;
}

/// The end of the last stream shown.
Us measured_duration(const MediaInfo& info) {
    if (info.kind == MediaKind::Still) return Us{0};
    Us end{0};
    if (const auto* video = info.video()) end = std::max(end, video->start + video->duration);
    if (const auto* audio = info.audio()) end = std::max(end, audio->start + audio->duration);
    return end;
}

/// Recorders that stream leave the sizes of a WAV at zero or all ones; RF64 keeps them elsewhere. Not all players cope.
bool riff_lies(const std::filesystem::path& path, std::int64_t file_size) {
    std::ifstream file(path, std::ios::binary);
    std::array<unsigned char, 8> head{};
    file.read(reinterpret_cast<char*>(head.data()), head.size());
    std::int64_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size |= static_cast<std::int64_t>(head[4 + i]) << (8 * i);
    return head[1] == 'F' || size == 0 || size + 8 > file_size + 1;  // RF64 instead of RIFF; a pad byte may be missing
}

bool differs(Us declared, Us measured) {
    const Us difference = declared > measured ? declared - measured : measured - declared;
    return difference > std::max(Us{std::chrono::milliseconds{500}}, measured / 10);
}

void read_metadata(MediaInfo& info, const av::Input& input, const BoxOutline& boxes) {
    sort_metadata(info, input.context().metadata);
    for (const AVStream* stream : input.streams()) sort_metadata(info, stream->metadata);
    if (boxes.has_xmp) info.metadata.emplace_back("XMP");
    if (!is_still(info)) return;
    const PictureFormat format = picture_format(info.path);
    info.metadata = picture_metadata(info.path, format);
    info.truncated = is_cut_off(info.path, format);
}

}  // namespace

MediaInfo probe(const std::filesystem::path& path, const Limits& limits, std::stop_token stop) {
    const PictureFormat picture = picture_format(path);
    if (picture == PictureFormat::Heif) return probe_heif(path);
    if (picture == PictureFormat::AnimatedWebp) return probe_webp_animation(path);
    av::Input input(path, {.max_streams = limits.max_streams}, stop);
    MediaInfo info;
    info.path = path;
    info.size_bytes = avio_size(input.context().pb);
    const bool has_boxes = std::string_view(input.context().iformat->name).starts_with("mov");
    const BoxOutline boxes = has_boxes ? read_boxes(path) : BoxOutline{};
    info.container = container_name(input, boxes);
    info.extension_lies = extension_lies(path, info.container);
    info.faststart = has_boxes && boxes.index_first && !boxes.fragmented;
    read_metadata(info, input, boxes);
    list_streams(info, input);
    const auto declared = input.declared_duration();
    apply_times(info, read_packet_times(input, has_boxes && !boxes.fragmented, info.size_bytes, stop));
    info.truncated |= boxes.cut_off && input.streams().empty();
    info.truncated |= input.truncated() && info.container != "wav" && info.container != "mp3";
    prove_streams(info, limits, stop);
    info.kind = kind_of(info);
    info.duration = measured_duration(info);
    info.header_lies = !is_still(info) && (!declared || differs(*declared, info.duration));
    if (info.container == "wav") info.header_lies = riff_lies(path, info.size_bytes);
    return info;
}

}  // namespace takt
