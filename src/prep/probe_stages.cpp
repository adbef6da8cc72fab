// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/probe_stages.h"

#include "prep/container_name.h"
#include "prep/index_times.h"
#include "prep/metadata.h"
#include "prep/probe_pictures.h"
#include "prep/recordings.h"
#include "prep/streams.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace takt::prep {
namespace {

MediaKind kind_of(const MediaInfo& info) {
    if (is_still(info)) return MediaKind::Still;
    if (info.videos.empty()) return MediaKind::Audio;
    if (info.container != "gif" && info.container != "apng") return MediaKind::Video;
    // One frame is a picture.
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
}

template <typename Stream>
void apply_table(MediaInfo& info, Stream& stream, const TrackTable* table) {
    if (table == nullptr || !table->is_protected) return;
    info.is_protected = true;
    stream.decodable = false;
}

/// Encryption and a second eye stand in the sample descriptions; libav shows neither.
void apply_tables(MediaInfo& info, const av::Input& input, const std::vector<TrackTable>& tables) {
    for (VideoStreamInfo& video : info.videos) {
        const TrackTable* table = table_of(input.stream(video.index), tables);
        apply_table(info, video, table);
        video.stereo_views = table != nullptr && table->stereo_views;
    }
    for (AudioStreamInfo& audio : info.audios) {
        apply_table(info, audio, table_of(input.stream(audio.index), tables));
    }
}

}  // namespace

bool is_still(const MediaInfo& info) {
    return info.container == "jpg" || info.container == "png" || info.container == "webp";
}

MediaInfo outline_media(const av::Input& input, const BoxOutline& boxes,
                        const std::optional<std::vector<TrackTable>>& tables) {
    MediaInfo info;
    info.path = input.path();
    info.size_bytes = avio_size(input.context().pb);
    info.container = container_name(input, boxes);
    info.extension_lies = extension_lies(info.path, info.container);
    info.faststart = boxes.has_index && boxes.index_first && !boxes.fragmented;
    read_metadata(info, input, boxes);
    list_streams(info, input);
    if (tables) apply_tables(info, input, *tables);
    return info;
}

void conclude(MediaInfo& info, std::optional<Us> declared) {
    if (is_still(info) || info.container == "apng") describe_still(info);
    info.kind = kind_of(info);
    info.duration = measured_duration(info);
    info.header_lies = !is_still(info) && (!declared || differs(*declared, info.duration));
    if (info.container == "wav") info.header_lies = riff_lies(info.path, info.size_bytes);
    recognise_recording(info);
}

}  // namespace takt::prep
