// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/probe_document.h"

#include <nlohmann/json.hpp>

namespace takt {
namespace {

using Json = nlohmann::ordered_json;

double ms(Us time) {
    return static_cast<double>(time.count()) / 1000.0;
}

std::string rate_text(FrameRate rate) {
    return std::to_string(rate.num) + "/" + std::to_string(rate.den);
}

std::string kind_text(MediaKind kind) {
    switch (kind) {
        case MediaKind::Video: return "video";
        case MediaKind::Audio: return "audio";
        case MediaKind::Still: return "still";
        default: return "animation";
    }
}

std::string hdr_text(HdrKind kind) {
    switch (kind) {
        case HdrKind::None: return "none";
        case HdrKind::Hlg: return "hlg";
        case HdrKind::Pq: return "pq";
        default: return "dolby_vision";
    }
}

Json size_json(Size size) {
    return {{"width", size.width}, {"height", size.height}};
}

Json colour_json(const ColourInfo& colour) {
    Json json{{"primaries", colour.primaries},
              {"transfer", colour.transfer},
              {"matrix", colour.matrix},
              {"range", colour.full_range ? "full" : "limited"},
              {"hdr", hdr_text(colour.hdr)}};
    if (colour.dolby_vision_profile) json["dolby_vision_profile"] = *colour.dolby_vision_profile;
    return json;
}

Json video_json(const VideoStreamInfo& video) {
    return {{"index", video.index},
            {"codec", video.codec},
            {"profile", video.profile},
            {"pixel_format", video.pixel_format},
            {"bit_depth", video.bit_depth},
            {"stored", size_json(video.coded)},
            {"display", size_json(video.display)},
            {"clockwise_deg", video.orientation.clockwise_deg},
            {"mirrored", video.orientation.mirrored},
            {"sample_aspect", {video.sample_aspect_num, video.sample_aspect_den}},
            {"frame_rate", rate_text(video.measured_rate)},
            {"declared_frame_rate", rate_text(video.declared_rate)},
            {"variable_rate", video.variable_rate},
            {"interlaced", video.interlaced},
            {"alpha", video.has_alpha},
            {"stereo_views", video.stereo_views},
            {"colour", colour_json(video.colour)},
            {"start_ms", ms(video.start)},
            {"duration_ms", ms(video.duration)},
            {"bit_rate_bps", video.bit_rate_bps},
            {"decodable", video.decodable}};
}

Json audio_json(const AudioStreamInfo& audio) {
    return {{"index", audio.index},
            {"codec", audio.codec},
            {"profile", audio.profile},
            {"sample_rate_hz", audio.sample_rate_hz},
            {"channels", audio.channels},
            {"layout", audio.layout},
            {"start_ms", ms(audio.start)},
            {"duration_ms", ms(audio.duration)},
            {"bit_rate_bps", audio.bit_rate_bps},
            {"default", audio.is_default},
            {"decodable", audio.decodable}};
}

/// File names and tags may hold bytes that are no UTF-8.
std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string probe_to_json(const MediaInfo& info) {
    Json json{{"schema", "takt.probe/1"},
              {"path", info.path.string()},
              {"size_bytes", info.size_bytes},
              {"container", info.container},
              {"extension_lies", info.extension_lies},
              {"kind", kind_text(info.kind)},
              {"duration_ms", ms(info.duration)}};
    json["videos"] = Json::array();
    for (const VideoStreamInfo& video : info.videos) json["videos"].push_back(video_json(video));
    json["audios"] = Json::array();
    for (const AudioStreamInfo& audio : info.audios) json["audios"].push_back(audio_json(audio));
    json["others"] = Json::array();
    for (const OtherStreamInfo& other : info.others) {
        json["others"].push_back({{"index", other.index}, {"kind", other.kind}, {"codec", other.codec}});
    }
    json["location"] = info.location ? Json(*info.location) : Json();
    json["device"] = info.device;
    json["extras"] = info.extras;
    json["metadata"] = info.metadata;
    json["faststart"] = info.faststart;
    json["header_lies"] = info.header_lies;
    json["protected"] = info.is_protected;
    json["decode_errors"] = info.decode_errors;
    json["truncated"] = info.truncated;
    json["capture_fps"] = info.capture_fps ? Json(*info.capture_fps) : Json();
    json["screen_recording"] = info.screen_recording;
    json["live_photo"] = info.live_photo ? Json(*info.live_photo) : Json();
    json["motion_photo"] = info.motion_photo;
    return text_of(json);
}

}  // namespace takt
