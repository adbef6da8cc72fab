// SPDX-License-Identifier: GPL-3.0-or-later
// probe: what a file really holds. Headers are a claim, believed only where index, codec configuration and samples bear
// it out; else packets give the times and the first frame of each stream the rest.
#include "takt/preparation.h"

#include "av/describe.h"
#include "av/input.h"
#include "base/regular_file.h"
#include "prep/boxes.h"
#include "prep/first_frame.h"
#include "prep/header_probe.h"
#include "prep/metadata.h"
#include "prep/packet_times.h"
#include "prep/picture_file.h"
#include "prep/probe_pictures.h"
#include "prep/probe_stages.h"
#include "prep/sample_table.h"
#include "prep/streams.h"

#include <utility>

namespace takt {
namespace {

using namespace prep;

// Streams of one kind that are tried before giving up on it.
constexpr int kMaxTries = 4;

/// Keeps what the packets told, and takes from the frame what the header did not know.
void refine(VideoStreamInfo& video, const AVStream& stream, const AVFrame& frame) {
    VideoStreamInfo seen = av::describe_video(stream, &frame);
    seen.measured_rate = video.measured_rate;
    seen.variable_rate = video.variable_rate;
    seen.start = video.start;
    seen.duration = video.duration;
    seen.stereo_views = video.stereo_views;
    seen.decodable = true;
    // VP8 and VP9 hide transparency in side blocks; only a tag says so.
    seen.has_alpha |= av_dict_get(stream.metadata, "alpha_mode", nullptr, 0) != nullptr;
    video = std::move(seen);
}

/// Does stream `index` give a frame? The file is opened afresh, because seeking back is not exact everywhere.
bool try_stream(MediaInfo& info, int index, const Limits& limits, const std::stop_token& stop, VideoStreamInfo* video) {
    av::Input input(info.path, {.max_streams = limits.max_streams}, stop);
    const FirstFrame first = decode_first_frame(input, index, limits.max_pixels, stop);
    info.decode_errors += first.damaged;
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

MediaInfo probe_thoroughly(const std::filesystem::path& path, const BoxOutline& boxes,
                           const std::optional<std::vector<TrackTable>>& tables, const Limits& limits,
                           const std::stop_token& stop) {
    av::Input input(path, {.max_streams = limits.max_streams}, stop);
    MediaInfo info = outline_media(input, boxes, tables);
    const auto declared = input.declared_duration();
    apply_times(info, read_packet_times(input, boxes.has_index && !boxes.fragmented, info.size_bytes, stop));
    info.truncated |= boxes.cut_off && input.streams().empty();
    info.truncated |= input.truncated() && info.container != "wav" && info.container != "mp3";
    prove_streams(info, limits, stop);
    conclude(info, declared);
    return info;
}

}  // namespace

MediaInfo probe(const std::filesystem::path& path, const Limits& limits, std::stop_token stop) {
    regular_file_size(path);
    const PictureFormat picture = picture_format(path);
    if (picture == PictureFormat::Heif) return probe_heif(path);
    if (picture == PictureFormat::AnimatedWebp) return probe_webp_animation(path);
    const BoxOutline boxes = picture == PictureFormat::None ? read_boxes(path) : BoxOutline{};
    const auto tables = read_sample_tables(path, boxes);
    if (tables) {
        if (auto info = probe_by_header(path, boxes, *tables, limits, stop)) return std::move(*info);
    }
    return probe_thoroughly(path, boxes, tables, limits, stop);
}

}  // namespace takt
