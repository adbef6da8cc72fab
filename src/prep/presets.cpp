// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/presets.h"

#include "prep/faults.h"
#include "prep/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace takt {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The output is made to fit, so the source may be far larger.
constexpr std::int64_t kMostInput = 64'000'000'000;

/// TikTok's "Content Posting API: Media Transfer Guide" (video restrictions), as third parties cite it in 2026: 4 GB
/// (some say less), 23 to 60 fps, sides of 360 to 4096, ten minutes. It names no bit rate and no loudness.
Limits tiktok() {
    Limits limits;
    limits.max_input_bytes = kMostInput;
    limits.max_size_bytes = 4'000'000'000;
    limits.min_kept = seconds{3};
    limits.max_kept = minutes{10};
    limits.min_fps = 23;
    limits.min_side = 360;
    return limits;
}

/// Meta's "Instagram Platform: IG User Media" (Reel specifications), as third parties cite it in 2026: 300 MB (some say
/// 1 GB; the smaller one is kept), 3 s to 15 min, 23 to 60 fps, 1920 columns at most, 25 Mb/s, no edit lists.
Limits reels() {
    Limits limits;
    limits.max_input_bytes = kMostInput;
    limits.max_size_bytes = 300'000'000;
    limits.min_kept = seconds{3};
    limits.max_kept = minutes{15};
    limits.min_fps = 23;
    limits.max_video_bps = 25'000'000;
    return limits;
}

/// YouTube Help, "Upload videos longer than 15 minutes": 256 GB or 12 hours, the lesser. "Recommended upload encoding
/// settings" gives bit rates as advice, not as limits.
Limits youtube() {
    Limits limits;
    limits.max_input_bytes = limits.max_size_bytes = 256'000'000'000;
    limits.max_kept = hours{12};
    return limits;
}

/// YouTube Help on three-minute Shorts: square or taller.
Limits shorts() {
    Limits limits = youtube();
    limits.max_kept = minutes{3};
    limits.no_landscape = true;
    return limits;
}

const std::array<Preset, 5>& table() {
    static const std::array<Preset, 5> kTable = {
        Preset{"upload", "the service's upload", Limits{}}, Preset{"tiktok", "TikTok", tiktok()},
        Preset{"reels", "Instagram Reels", reels()}, Preset{"shorts", "YouTube Shorts", shorts()},
        Preset{"youtube", "YouTube", youtube()}};
    return kTable;
}

}  // namespace

std::span<const Preset> presets() {
    return table();
}

const Preset* find_preset(std::string_view name) {
    const auto found = std::find_if(table().begin(), table().end(), [&](const Preset& p) { return p.name == name; });
    return found != table().end() ? &*found : nullptr;
}

namespace prep {

std::vector<Reason> asked_in_vain(const MediaInfo& info, const Limits& limits, const Wishes& wishes) {
    std::vector<Reason> reasons;
    const VideoStreamInfo* video = info.video();
    if (video == nullptr || (info.kind != MediaKind::Video && info.kind != MediaKind::Animation)) return reasons;
    const Us length = playing_length(info, wishes);
    if (limits.max_kept && length > *limits.max_kept) {
        const double most = takt::seconds(*limits.max_kept);
        reasons.push_back({"too_long_for_preset",
                           fmt::format("{:.1f} s are longer than the {:g} s allowed", takt::seconds(length), most),
                           fmt::format("keep a part of it, e.g. --trim ..{:g}s", most)});
    }
    if (length < limits.min_kept) {
        reasons.push_back({"too_short_for_preset",
                           fmt::format("{:.1f} s are shorter than the {:g} s asked for", takt::seconds(length),
                                       takt::seconds(limits.min_kept)),
                           "use a longer clip or another preset"});
    }
    const Size size = fit_inside(video->display, limits.max_long_side);
    if (limits.no_landscape && size.width > size.height) {
        reasons.push_back({"landscape",
                           fmt::format("{}×{} is wider than tall; only upright and square pictures are shown there",
                                       size.width, size.height),
                           "crop it first, or use another preset"});
    }
    if (std::min(size.width, size.height) < limits.min_side) {
        reasons.push_back({"too_small_for_preset",
                           fmt::format("{}×{} is smaller than {} a side", size.width, size.height, limits.min_side),
                           "use a larger picture or another preset"});
    }
    return reasons;
}

FrameRate at_least(FrameRate rate, int min_fps) {
    if (rate.num <= 0 || rate.fps() >= min_fps) return rate;
    return {rate.num * static_cast<int>(std::ceil(min_fps / rate.fps())), rate.den};
}

}  // namespace prep
}  // namespace takt
