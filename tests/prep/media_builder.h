// SPDX-License-Identifier: GPL-3.0-or-later
// MediaInfo for the pure stages: starts as a clip that already is what takt hands on, and each word makes one thing
// wrong.
#pragma once

#include "takt/media_info.h"

#include <string>

namespace takt::test {

/// 10 s of 1080p30 H.264 and AAC, BT.709, faststart, nothing private.
class MediaBuilder {
public:
    explicit MediaBuilder(MediaInfo info) : info_(std::move(info)) {}
    operator MediaInfo() const { return info_; }  // NOLINT(google-explicit-constructor): reads as the value it builds

    template <typename Change>
    [[nodiscard]] MediaBuilder with(Change change) const {
        MediaInfo info = info_;
        change(info);
        return MediaBuilder(info);
    }
    template <typename Change>
    [[nodiscard]] MediaBuilder video(Change change) const {
        return with([&](MediaInfo& info) { change(info.videos.front()); });
    }
    template <typename Change>
    [[nodiscard]] MediaBuilder audio(Change change) const {
        return with([&](MediaInfo& info) { change(info.audios.front()); });
    }
    [[nodiscard]] MediaBuilder container(const std::string& name) const {
        return with([&](MediaInfo& info) { info.container = name; });
    }
    [[nodiscard]] MediaBuilder bytes(std::int64_t size) const {
        return with([&](MediaInfo& info) { info.size_bytes = size; });
    }

private:
    MediaInfo info_;
};

inline MediaBuilder clip() {
    VideoStreamInfo video;
    video.codec = "h264";
    video.profile = "High";
    video.pixel_format = "yuv420p";
    video.coded = video.display = {1920, 1080};
    video.measured_rate = {30, 1};
    video.colour = {.primaries = "bt709", .transfer = "bt709", .matrix = "bt709", .dolby_vision_profile = {}};
    video.duration = std::chrono::seconds{10};
    video.decodable = true;
    AudioStreamInfo audio;
    audio.index = 1;
    audio.codec = "aac";
    audio.profile = "LC";
    audio.sample_rate_hz = 48'000;
    audio.channels = 2;
    audio.layout = "stereo";
    audio.duration = std::chrono::seconds{10};
    audio.decodable = true;
    MediaInfo info;
    info.path = "clip.mp4";
    info.size_bytes = 10'000'000;
    info.container = "mp4";
    info.duration = std::chrono::seconds{10};
    info.videos = {video};
    info.audios = {audio};
    info.faststart = true;
    return MediaBuilder(info);
}

inline MediaBuilder song() {
    return clip().container("mp3").audio([](AudioStreamInfo& audio) { audio.codec = "mp3"; }).with([](MediaInfo& info) {
        info.path = "song.mp3";
        info.kind = MediaKind::Audio;
        info.videos.clear();
        info.faststart = false;
    });
}

inline MediaBuilder photo() {
    return clip().container("jpg").with([](MediaInfo& info) {
        info.path = "photo.jpg";
        info.kind = MediaKind::Still;
        info.audios.clear();
        info.duration = {};
    });
}

}  // namespace takt::test
