// SPDX-License-Identifier: GPL-3.0-or-later
// What a media file holds, as measured by `probe` (takt/preparation.h). Plain values: no file stays open.
// All times are on the file's presentation timeline, the one a player shows.
#pragma once

#include "takt/time.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace takt {

struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

enum class MediaKind { Video, Audio, Still, Animation };

enum class HdrKind { None, Hlg, Pq, DolbyVision };

/// Names as FFmpeg writes them ("bt709", "arib-std-b67", "bt2020nc"); "unknown" when neither stream nor frame says.
struct ColourInfo {
    std::string primaries = "unknown";
    std::string transfer = "unknown";
    std::string matrix = "unknown";
    bool full_range = false;
    HdrKind hdr = HdrKind::None;
    std::optional<int> dolby_vision_profile;
};

/// How stored pixels become upright ones: mirror left-right first (if set), then turn clockwise by 0, 90, 180 or 270
/// degrees.
struct Orientation {
    int clockwise_deg = 0;
    bool mirrored = false;
    [[nodiscard]] bool upright() const { return clockwise_deg == 0 && !mirrored; }
    bool operator==(const Orientation&) const = default;
};

struct VideoStreamInfo {
    int index = 0;
    std::string codec;         ///< "h264", "hevc", …
    std::string profile;       ///< "High", "Main 10", …; empty when the codec has none
    std::string pixel_format;  ///< "yuv420p", "yuv420p10le", …
    int bit_depth = 8;
    Size coded;    ///< stored pixels
    Size display;  ///< upright, with square pixels, even sides
    Orientation orientation;
    int sample_aspect_num = 1;
    int sample_aspect_den = 1;
    FrameRate declared_rate;  ///< what the header says; may be absurd
    FrameRate measured_rate;  ///< average over the packets looked at
    bool variable_rate = false;
    bool interlaced = false;
    bool has_alpha = false;
    bool stereo_views = false;  ///< MV-HEVC: a second eye's picture stands beside the one that is used
    ColourInfo colour;
    Us start{};
    Us duration{};
    std::int64_t bit_rate_bps = 0;
    bool decodable = false;
};

struct AudioStreamInfo {
    int index = 0;
    std::string codec;
    std::string profile;
    int sample_rate_hz = 0;
    int channels = 0;
    std::string layout;  ///< "stereo", "5.1", "4 channels", …
    Us start{};
    Us duration{};
    std::int64_t bit_rate_bps = 0;
    bool is_default = false;
    bool decodable = false;
};

/// A stream takt leaves out, and why a person would want to know.
struct OtherStreamInfo {
    int index = 0;
    std::string kind;  ///< "data", "subtitle", "cover picture", "timecode", "attachment", "second video"
    std::string codec;
};

struct MediaInfo {
    std::filesystem::path path;
    std::int64_t size_bytes = 0;
    std::string container;  ///< by content: "mp4", "mov", "mkv", "webm", "avi", "mp3", "wav", "m4a", "aac", "jpg", …
    bool extension_lies = false;  ///< the file's name says something else
    MediaKind kind = MediaKind::Video;
    Us duration{};
    std::vector<VideoStreamInfo> videos;  ///< real pictures only; the first decodable one is used
    std::vector<AudioStreamInfo> audios;
    std::vector<OtherStreamInfo> others;
    std::optional<std::string> location;        ///< ISO 6709 or EXIF GPS, as found
    std::map<std::string, std::string> device;  ///< make, model, software, creation_time
    std::map<std::string, std::string> extras;  ///< Apple keys, Live Photo id, …
    std::vector<std::string> metadata;          ///< blocks a copy would carry along: "EXIF", "XMP", "comment", …
    bool faststart = false;                     ///< MP4/MOV with the index before the media
    bool header_lies = false;                   ///< sizes or durations it declares are not those of its content
    bool is_protected = false;                  ///< encrypted (DRM)
    int decode_errors = 0;                      ///< how many of the packets looked at did not decode
    bool truncated = false;
    std::optional<double> capture_fps;  ///< high-speed recording: frames taken a second, whatever rate they play at
    bool screen_recording = false;
    std::optional<std::string> live_photo;  ///< the identifier a Live Photo's picture and clip share
    bool motion_photo = false;              ///< a still with a clip behind its pixels

    [[nodiscard]] const VideoStreamInfo* video() const;  ///< the stream takt would use, or null
    [[nodiscard]] const AudioStreamInfo* audio() const;  ///< the first decodable one, the default track first; or null
};

}  // namespace takt
