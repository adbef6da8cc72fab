// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/fit.h"

#include "prep/faults.h"
#include "prep/playing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace takt::prep {
namespace {

// The middle of what is aimed for.
constexpr double kFill = 0.985;
constexpr std::array<std::int64_t, 7> kSoundRates = {192'000, 128'000, 96'000, 64'000, 48'000, 32'000, 24'000};
constexpr double kSoundShare = 0.2;
constexpr double kCopiedSoundShare = 0.3;
constexpr std::array<int, 6> kLongSides = {1920, 1280, 960, 640, 480, 320};
// Under this part of what a picture should have, it is no longer worth looking at.
constexpr double kLeastShare = 0.12;
// A source that lives with little goes on living with a little less.
constexpr double kLessThanSource = 0.6;

/// What 1080p30 needs to look good as H.264 from a quick encoder is about 3.1 Mb/s; smaller pictures need more per
/// pixel, faster ones less per frame.
double good_bps(Size size, double fps) {
    const double pixels = static_cast<double>(size.width) * size.height / (1920.0 * 1080);
    return 3.1e6 * std::pow(pixels, 0.75) * std::pow(fps / 30, 0.6);
}

double bits_per_s(std::int64_t bytes, Us duration) {
    return static_cast<double>(bytes) * 8 / std::max(seconds(duration), 1e-3);
}

FrameRate slower(FrameRate rate, int times) {
    return {rate.num, rate.den * times};
}

struct Rung {
    Size size;
    FrameRate rate;
};

/// From what was wanted to the smallest: every other frame first where there are more than 30, then the long side.
std::vector<Rung> ladder(const VideoTarget& wanted) {
    std::vector<Rung> rungs{{wanted.size, wanted.rate}};
    FrameRate rate = wanted.rate;
    if (rate.fps() > 31) rungs.push_back({wanted.size, rate = slower(rate, 2)});
    for (const int side : kLongSides) {
        if (side < std::max(wanted.size.width, wanted.size.height))
            rungs.push_back({fit_inside(wanted.size, side), rate});
    }
    if (rate.fps() > 20) rungs.push_back({rungs.back().size, slower(rate, 2)});
    return rungs;
}

/// Bits a second for all there is: pictures and sound.
double payload_bps(std::int64_t limit, const FrameRate& rate, bool sound, Us duration) {
    const auto frames = static_cast<std::int64_t>(seconds(duration) * rate.fps());
    const auto spare = static_cast<double>(container_bytes(frames, sound ? duration : Us{0}));
    return (static_cast<double>(limit) * kFill - spare) * 8 / std::max(seconds(duration), 1e-3);
}

std::int64_t sound_rate_within(double bps) {
    const auto* found = std::find_if(kSoundRates.begin(), kSoundRates.end(),
                                     [&](std::int64_t rate) { return static_cast<double>(rate) <= bps; });
    return found != kSoundRates.end() ? *found : kSoundRates.back();
}

std::int64_t copied_rate(const MediaInfo& info) {
    const AudioStreamInfo* audio = info.audio();
    return audio != nullptr && audio->bit_rate_bps > 0 ? audio->bit_rate_bps : kSoundRates.front();
}

std::string rate_text(double bps) {
    return bps >= 1e6 ? fmt::format("{:.1f} Mb/s", bps / 1e6) : fmt::format("{:.0f} kb/s", bps / 1e3);
}

/// The first size and rate that look good in `limit`, or the last.
Rung choose_rung(const VideoTarget& wanted, std::int64_t limit, double sound_bps, double source_bps, Us duration) {
    const std::vector<Rung> rungs = ladder(wanted);
    for (const Rung& rung : rungs) {
        double needed = good_bps(rung.size, rung.rate.fps());
        if (rung.size == wanted.size) needed = std::min(needed, kLessThanSource * source_bps);
        if (payload_bps(limit, rung.rate, sound_bps > 0, duration) - sound_bps >= needed) return rung;
    }
    return rungs.back();
}

/// Sound that is copied stays so only while it leaves room for the picture.
double fit_sound(Transcode& encoded, const MediaInfo& info, double total_bps) {
    if (!encoded.audio && !encoded.copy_audio) return 0;
    const auto copied = static_cast<double>(copied_rate(info));
    if (encoded.copy_audio && copied <= kCopiedSoundShare * total_bps) return copied;
    encoded.audio = true;
    encoded.copy_audio = false;
    encoded.audio_bps = sound_rate_within(kSoundShare * total_bps);
    return static_cast<double>(encoded.audio_bps);
}

std::vector<std::string> shrink(Transcode& encoded, const MediaInfo& info, std::int64_t limit, double source_bps,
                                Us duration) {
    VideoTarget& video = *encoded.video;
    const bool sound = encoded.audio || encoded.copy_audio;
    const double sound_bps = fit_sound(encoded, info, payload_bps(limit, video.rate, sound, duration));
    const Rung rung = choose_rung(video, limit, sound_bps, source_bps, duration);
    const double picture_bps = payload_bps(limit, rung.rate, sound, duration) - sound_bps;
    std::vector<std::string> traded;
    traded.push_back(fmt::format("fits in {}: {} for the picture{}", size_text(limit), rate_text(picture_bps),
                                 sound ? fmt::format(", {} for the sound", rate_text(sound_bps)) : ""));
    if (rung.size != video.size) {
        traded.push_back(fmt::format("{}×{} becomes {}×{}, sharper at so few bits", video.size.width, video.size.height,
                                     rung.size.width, rung.size.height));
    }
    if (rung.rate.fps() != video.rate.fps()) {
        traded.push_back(
            fmt::format("{:.4g} fps become {:.4g} to leave each picture more bits", video.rate.fps(), rung.rate.fps()));
    }
    video.size = rung.size;
    video.rate = rung.rate;
    return traded;
}

/// Sound alone: AAC at the rate that fits.
std::vector<std::string> fit_song(Transcode& encoded, std::int64_t limit, Us duration) {
    const double bps = payload_bps(limit, {1, 1}, true, duration);
    if (bps >= static_cast<double>(encoded.audio_bps)) return {};
    encoded.audio_bps = std::max(kSoundRates.back(), static_cast<std::int64_t>(bps));
    return {fmt::format("fits in {}: {} for the sound", size_text(limit), rate_text(bps))};
}

/// As kept_range and the playing speed say, but nothing is thrown for a trim that keeps nothing.
Us kept_duration(const MediaInfo& info, const Wishes& wishes) {
    const auto at = [&](Us time) {
        return std::clamp(time < Us{0} ? info.duration + time : time, Us{0}, info.duration);
    };
    return std::max(Us{1}, at(wishes.trim.end.value_or(info.duration)) - at(wishes.trim.begin.value_or(Us{0})));
}

double least_bps(const MediaInfo& info, const Limits& limits) {
    const auto sound = static_cast<double>(info.audio() != nullptr ? kSoundRates.back() : 0);
    const VideoStreamInfo* video = info.video();
    if (info.kind == MediaKind::Audio || video == nullptr) return sound;
    const double fps = std::clamp(video->measured_rate.fps(), 1.0, static_cast<double>(limits.max_fps));
    const Rung last = ladder({.size = fit_inside(video->display, limits.max_long_side),
                              .rate = {static_cast<int>(std::lround(fps)), 1}})
                          .back();
    return kLeastShare * good_bps(last.size, last.rate.fps()) + sound;
}

}  // namespace

double h264_bytes_for(std::string_view codec) {
    // Rules of thumb: HEVC and VP9 save 35 to 40 % at equal quality, AV1 half; the old ones spend more than they need.
    if (codec == "hevc" || codec == "vp9") return 1.6;
    if (codec == "av1") return 2;
    return codec == "vp8" ? 1.2 : 1;
}

std::string size_text(std::int64_t bytes) {
    const auto value = static_cast<double>(bytes);
    if (bytes >= 1'000'000'000) return fmt::format("{:.4g} GB", value / 1e9);
    return bytes >= 1'000'000 ? fmt::format("{:.4g} MB", value / 1e6) : fmt::format("{:.4g} kB", value / 1e3);
}

std::int64_t wanted_bytes(const MediaInfo& info, const Wishes& wishes) {
    if (info.kind == MediaKind::Still || info.duration <= Us{0}) return info.size_bytes;
    const double share = seconds(kept_duration(info, wishes)) / seconds(info.duration);
    return std::llround(static_cast<double>(info.size_bytes) * share);
}

Us playing_length(const MediaInfo& info, const Wishes& wishes) {
    const auto kept = static_cast<double>(kept_duration(info, wishes).count());
    return Us{std::llround(kept / playing_speed(info, wishes.slow_motion))};
}

std::int64_t container_bytes(std::int64_t frames, Us sound) {
    // Header and index: a size and an offset in time for each picture, a size for each 1024 samples of sound, and a
    // place for each change from one to the other.
    const std::int64_t packets = sound.count() * 48'000 / 1024 / 1'000'000;
    return 1'600 + frames * 10 + packets * 4 + std::min(frames, packets) * 17;
}

int still_side_under(Size display, bool png, const Limits& limits) {
    // JPEG at quality 95 rarely takes more than this for a pixel; PNG of noise takes all four channels.
    const double bytes_per_pixel = png ? 4.1 : 0.9;
    const double longest = std::max({1, display.width, display.height});
    const double shortest = std::max(1, std::min(display.width, display.height));
    const double pixels = static_cast<double>(limits.max_size_bytes) / bytes_per_pixel;
    const double side = std::sqrt(pixels * longest / shortest);
    return std::max(2, static_cast<int>(std::min(side, static_cast<double>(limits.max_still_long_side))));
}

std::vector<std::string> fit_under_limit(Transcode& encoded, const MediaInfo& info, const Limits& limits,
                                         std::int64_t source_bytes, Us duration) {
    const std::int64_t limit = limits.max_size_bytes;
    if (!encoded.video)
        return encoded.audio && !encoded.copy_video ? fit_song(encoded, limit, duration) : std::vector<std::string>{};
    const double factor = info.video() != nullptr ? h264_bytes_for(info.video()->codec) : 1;
    const auto same_picture = static_cast<std::int64_t>(static_cast<double>(source_bytes) * factor);
    RateControl& bits = encoded.video->bits;
    if (source_bytes <= limit) {
        // Pictures of an animation are packed so differently that its size says nothing.
        if (info.kind == MediaKind::Video) bits.source_bytes = std::min(same_picture, limit);
        if (same_picture > limit / 2) bits.file_bytes = limit;
        return {};
    }
    bits.file_bytes = limit;
    bits.crf = kFinestCrf;
    return shrink(encoded, info, limit, bits_per_s(same_picture, duration), duration);
}

std::optional<Reason> cannot_fit(const MediaInfo& info, const Limits& limits, const Wishes& wishes) {
    if (info.kind == MediaKind::Still || wanted_bytes(info, wishes) <= limits.max_size_bytes) return std::nullopt;
    const Us kept = kept_duration(info, wishes);
    const Us duration = playing_length(info, wishes);
    const FrameRate rate{info.kind == MediaKind::Audio ? 1 : 15, 1};
    const double least = least_bps(info, limits);
    const double given = payload_bps(limits.max_size_bytes, rate, info.audio() != nullptr, duration);
    if (given >= least) return std::nullopt;
    const double spare = bits_per_s(limits.max_size_bytes, duration) - given;
    const double seconds_kept = std::floor(seconds(kept) * std::max(0.0, given + spare) / (least + spare));
    const double needed_kb = std::ceil((least + spare) * seconds(duration) / 8 / 1000 * 1.02);
    const std::string allow =
        fmt::format("allow {} with --max-size", size_text(static_cast<std::int64_t>(needed_kb) * 1000));
    return Reason{
        "cannot_fit",
        fmt::format("{:.1f} s do not fit in {}, not even small and coarse", seconds(duration),
                    size_text(limits.max_size_bytes)),
        seconds_kept >= 1 ? fmt::format("keep {:.0f} s of it with --trim, or {}", seconds_kept, allow) : allow};
}

}  // namespace takt::prep
