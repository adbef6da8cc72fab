// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/faults.h"

#include "av/jpeg_turn.h"
#include "prep/fit.h"
#include "prep/frame_rates.h"
#include "prep/playing.h"
#include "prep/presets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace takt::prep {
namespace {

// A JPEG is turned in memory as a whole.
constexpr std::int64_t kMaxTurnedBytes = 64'000'000;

class Faults {
public:
    template <typename... Args>
    void add(bool present, Cure cure, std::string_view code, fmt::format_string<Args...> text, Args&&... args) {
        if (!present) return;
        list_.push_back({cure, {std::string(code), fmt::format(text, std::forward<Args>(args)...), {}}});
    }
    [[nodiscard]] std::vector<Fault> take() { return std::move(list_); }

private:
    std::vector<Fault> list_;
};

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view hdr_name(HdrKind kind) {
    switch (kind) {
        case HdrKind::Hlg: return "HLG";
        case HdrKind::Pq: return "PQ";
        default: return "Dolby Vision";
    }
}

std::string fps_text(FrameRate rate) {
    return fmt::format("{:.6g}", rate.den == 1001 ? static_cast<double>(rate.num) / rate.den : rate.fps());
}

/// Below HD, a silent stream means BT.601, and a player that assumes otherwise shows other colours.
bool is_standard_definition(const VideoStreamInfo& video) {
    return video.coded.height < 720 && video.coded.width < 1280;
}

void judge_colour(Faults& faults, const VideoStreamInfo& video) {
    const ColourInfo& colour = video.colour;
    faults.add(colour.hdr != HdrKind::None, Cure::Picture, "hdr", "HDR ({}) is tone-mapped to SDR BT.709",
               hdr_name(colour.hdr));
    faults.add(colour.full_range, Cure::Picture, "full_range", "full-range levels become limited range");
    if (colour.hdr != HdrKind::None) return;
    faults.add(!is_any(colour.matrix, {"bt709", "unknown"}), Cure::Picture, "colour_matrix",
               "colour matrix {} becomes BT.709", colour.matrix);
    faults.add(colour.matrix == "unknown" && is_standard_definition(video), Cure::Picture, "colour_matrix",
               "standard definition without colour tags is BT.601; it becomes BT.709");
}

void judge_shape(Faults& faults, const VideoStreamInfo& video, int long_side, bool lossless_turn = false) {
    const Size size = video.display;
    const Orientation& turn = video.orientation;
    faults.add(
        !turn.upright(), lossless_turn ? Cure::Container : Cure::Picture, "orientation", "stored {}{}; {}",
        turn.clockwise_deg != 0 ? fmt::format("{}° turned", turn.clockwise_deg) : std::string(),
        turn.mirrored ? (turn.clockwise_deg != 0 ? " and mirrored" : "mirrored") : "",
        lossless_turn ? "its compressed blocks are turned upright, without loss" : "the pixels are turned upright");
    faults.add(video.sample_aspect_num != video.sample_aspect_den, Cure::Picture, "pixel_aspect",
               "pixels of {}:{} become square", video.sample_aspect_num, video.sample_aspect_den);
    faults.add(std::max(size.width, size.height) > long_side, Cure::Picture, "size", "{}×{} is scaled to {}×{}",
               size.width, size.height, fit_inside(size, long_side).width, fit_inside(size, long_side).height);
}

void judge_video(Faults& faults, const VideoStreamInfo& video, const Limits& limits, const Wishes& wishes) {
    const bool h264 = video.codec == "h264";
    faults.add(!h264, Cure::Picture, "video_codec", "{} becomes H.264", video.codec);
    faults.add(h264 && !is_any(video.profile, {"Baseline", "Constrained Baseline", "Main", "High"}), Cure::Picture,
               "video_profile", "H.264 profile {} becomes High", video.profile.empty() ? "unknown" : video.profile);
    judge_colour(faults, video);
    faults.add(!is_any(video.pixel_format, {"yuv420p", "yuvj420p"}), Cure::Picture, "pixel_format",
               "pixel format {} becomes 8-bit 4:2:0", video.pixel_format);
    judge_shape(faults, video, limits.max_long_side);
    faults.add(video.coded.width % 2 != 0 || video.coded.height % 2 != 0, Cure::Picture, "odd_size",
               "odd size {}×{} becomes even", video.coded.width, video.coded.height);
    faults.add(video.interlaced, Cure::Picture, "interlaced", "interlaced picture becomes progressive");
    faults.add(video.has_alpha, Cure::Picture, "alpha", "transparency is laid over {}",
               wishes.background_rgb == 0 ? "black" : fmt::format("#{:06x}", wishes.background_rgb));
    faults.add(video.variable_rate, Cure::Picture, "variable_rate",
               "variable frame rate (average {}) becomes constant {} fps", fps_text(video.measured_rate),
               fps_text(output_rate(video, limits.max_fps)));
    faults.add(video.measured_rate.fps() > limits.max_fps * 1.001 && !video.variable_rate, Cure::Picture, "frame_rate",
               "{} fps becomes {} fps", fps_text(video.measured_rate), fps_text(output_rate(video, limits.max_fps)));
}

void judge_preset(Faults& faults, const VideoStreamInfo& video, const Limits& limits) {
    const FrameRate rate = output_rate(video, limits.max_fps);
    faults.add(rate.fps() < limits.min_fps, Cure::Picture, "frame_rate", "{} fps become {} fps, frames are repeated",
               fps_text(rate), fps_text(at_least(rate, limits.min_fps)));
    const std::int64_t most_bps = limits.max_video_bps.value_or(video.bit_rate_bps);
    faults.add(video.bit_rate_bps > most_bps, Cure::Picture, "bit_rate", "{:.1f} Mb/s become at most {:.1f} Mb/s",
               static_cast<double>(video.bit_rate_bps) / 1e6, static_cast<double>(most_bps) / 1e6);
}

/// Sound inside a video: AAC-LC, at most two channels, at one of the two rates that play everywhere.
void judge_sound(Faults& faults, const AudioStreamInfo& audio) {
    const bool aac = audio.codec == "aac" && (audio.profile == "LC" || audio.profile.empty());
    faults.add(!aac, Cure::Sound, "audio_codec", "sound ({}{}{}) becomes AAC-LC", audio.codec,
               audio.profile.empty() ? "" : " ", audio.profile);
    faults.add(audio.channels > 2, Cure::Sound, "audio_channels", "{} are mixed down to stereo", audio.layout);
    faults.add(audio.sample_rate_hz != 48'000 && audio.sample_rate_hz != 44'100, Cure::Sound, "audio_rate",
               "sound at {} Hz becomes 48000 Hz", audio.sample_rate_hz);
}

/// A file of sound alone: MP3, AAC and PCM pass as they are, at any rate.
void judge_song(Faults& faults, const MediaInfo& info, const AudioStreamInfo& audio) {
    const bool pcm = audio.codec.starts_with("pcm_") && !is_any(audio.codec, {"pcm_alaw", "pcm_mulaw"});
    const bool passes = (audio.codec == "mp3" && info.container == "mp3") ||
                        (audio.codec == "aac" && is_any(info.container, {"mp4", "m4a", "mov", "aac"})) ||
                        (pcm && info.container == "wav");
    faults.add(!passes, Cure::Sound, "audio_codec", "sound ({} in {}) becomes AAC in M4A", audio.codec, info.container);
    faults.add(audio.channels > 2, Cure::Sound, "audio_channels", "{} are mixed down to stereo", audio.layout);
    faults.add(is_any(info.container, {"mp4", "mov"}), Cure::Container, "container",
               "sound alone in a {} file becomes M4A", info.container);
    faults.add(info.container == "wav" && info.header_lies, Cure::Container, "header",
               "the header's sizes are wrong and are written anew");
}

void judge_still(Faults& faults, const MediaInfo& info, const VideoStreamInfo& picture, const Limits& limits) {
    faults.add(!is_any(info.container, {"jpg", "png", "webp"}), Cure::Picture, "container", "{} becomes {}",
               info.container, picture.has_alpha ? "PNG" : "JPEG");
    faults.add(info.container == "jpg" && picture.pixel_format.starts_with("gbr"), Cure::Picture, "pixel_format",
               "CMYK ink levels become RGB light");
    const bool lossless_turn = info.container == "jpg" && info.size_bytes <= kMaxTurnedBytes &&
                               av::turns_whole_blocks(picture.coded, picture.pixel_format, picture.orientation);
    judge_shape(faults, picture, limits.max_still_long_side, lossless_turn);
}

void judge_privacy(Faults& faults, const MediaInfo& info, const Wishes& wishes, Cure cure) {
    if (wishes.keep_metadata) return;
    faults.add(info.location.has_value(), cure, "location", "the place it was taken is removed");
    const auto told = [&](const char* key) { return info.device.contains(key); };
    faults.add(told("make") || told("model") || told("software"), cure, "device",
               "names of the device and its software are removed");
    faults.add(wishes.remove_dates && told("creation_time"), cure, "dates", "the date it was taken is removed");
    faults.add(!info.extras.empty() || !info.metadata.empty(), cure, "metadata", "private metadata is removed");
    faults.add(info.motion_photo, cure, "motion_photo", "the clip behind the photo is left out");
}

void judge_speed(Faults& faults, const MediaInfo& info, const Wishes& wishes) {
    const double speed = playing_speed(info, wishes.slow_motion);
    faults.add(speed < 1, Cure::Picture, "slow_motion", "slowed {:.3g} times; its sound is left out", 1 / speed);
    faults.add(speed > 1, Cure::Picture, "slow_motion",
               "plays {:.3g} times as fast, as it was filmed; its sound is left "
               "out",
               speed);
}

void judge_container(Faults& faults, const MediaInfo& info) {
    const bool video = info.kind == MediaKind::Video;
    faults.add(video && info.container != "mp4", Cure::Container, "container", "{} becomes mp4", info.container);
    const bool boxes = is_any(info.container, {"mp4", "mov", "m4a"});
    faults.add(boxes && !info.faststart, Cure::Container, "faststart", "the index moves before the media");
    faults.add(!info.others.empty(), Cure::Container, "foreign_streams", "{} further stream{} left out",
               info.others.size(), info.others.size() == 1 ? " is" : "s are");
    const std::size_t spare = info.audios.size() - (info.audio() != nullptr ? 1 : 0);
    if (video && info.audio() == nullptr && spare > 0) {
        faults.add(true, Cure::Container, "audio_not_decodable",
                   "its sound ({}) cannot be decoded here and is left out; the clip is silent",
                   info.audios.front().codec);
        return;
    }
    faults.add(spare > 0, Cure::Container, "audio_tracks", "{} further sound track{} left out", spare,
               spare == 1 ? " is" : "s are");
}

}  // namespace

std::vector<Fault> find_faults(const MediaInfo& info, const Limits& limits, const Wishes& wishes) {
    Faults faults;
    const VideoStreamInfo* video = info.video();
    const AudioStreamInfo* audio = info.audio();
    faults.add(info.extension_lies, Cure::Name, "extension", "the name says {} but it is {}",
               info.path.extension().empty() ? "nothing" : info.path.extension().string(), info.container);
    const std::int64_t bytes = wanted_bytes(info, wishes);
    faults.add(bytes > limits.max_size_bytes, info.kind == MediaKind::Audio ? Cure::Sound : Cure::Picture, "size_limit",
               "{} are made to fit in {}", size_text(bytes), size_text(limits.max_size_bytes));
    switch (info.kind) {
        case MediaKind::Still:
            if (video != nullptr) judge_still(faults, info, *video, limits);
            // Without decoding anything: the container is written anew around the same compressed picture.
            judge_privacy(faults, info, wishes, Cure::Container);
            return faults.take();
        case MediaKind::Animation:
            faults.add(true, Cure::Picture, "animation", "the animation becomes an H.264 clip");
            judge_privacy(faults, info, wishes, Cure::Picture);
            return faults.take();
        case MediaKind::Video:
            if (video != nullptr) judge_video(faults, *video, limits, wishes);
            if (video != nullptr) judge_preset(faults, *video, limits);
            if (audio != nullptr) judge_sound(faults, *audio);
            judge_speed(faults, info, wishes);
            // AVI times cannot be trusted enough to copy packets.
            faults.add(info.container == "avi", Cure::Picture, "container", "AVI keeps no presentation times");
            break;
        case MediaKind::Audio:
            if (audio != nullptr) judge_song(faults, info, *audio);
            break;
    }
    faults.add(info.decode_errors > 0, info.kind == MediaKind::Audio ? Cure::Sound : Cure::Picture, "damage",
               "a few damaged places are passed over");
    judge_container(faults, info);
    judge_privacy(faults, info, wishes, Cure::Container);
    return faults.take();
}

std::vector<std::string> removable(const MediaInfo& info) {
    std::vector<std::string> removed;
    if (info.location) removed.emplace_back("location");
    const auto told = [&](const char* key) { return info.device.contains(key); };
    if (told("make") || told("model") || told("software")) removed.emplace_back("device");
    if (told("creation_time")) removed.emplace_back("recording date");
    for (const auto& [key, value] : info.extras) removed.push_back(key);
    for (const std::string& block : info.metadata) removed.push_back(block);
    for (const OtherStreamInfo& other : info.others) {
        removed.push_back(fmt::format("{} {} ({})", other.kind, other.index, other.codec));
    }
    for (const AudioStreamInfo& audio : info.audios) {
        if (&audio != info.audio()) removed.push_back(fmt::format("sound track {} ({})", audio.index, audio.codec));
    }
    for (const VideoStreamInfo& video : info.videos) {
        if (&video != info.video()) removed.push_back(fmt::format("picture track {} ({})", video.index, video.codec));
    }
    return removed;
}

Size even(Size size) {
    return {std::max(2, size.width / 2 * 2), std::max(2, size.height / 2 * 2)};
}

Size fit_still(Size size, int long_side) {
    const int longest = std::max(size.width, size.height);
    if (longest <= long_side) return size;
    const double scale = static_cast<double>(long_side) / longest;
    const auto scaled = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
    return {scaled(size.width), scaled(size.height)};
}

Size fit_inside(Size size, int long_side) {
    const int longest = std::max(size.width, size.height);
    const double scale = longest > long_side ? static_cast<double>(long_side) / longest : 1.0;
    const auto even = [&](int side) { return std::max(2, 2 * static_cast<int>(std::lround(side * scale / 2))); };
    return {even(size.width), even(size.height)};
}

}  // namespace takt::prep
