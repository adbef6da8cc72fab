// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep/faults.h"
#include "prep/frame_rates.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt {
namespace {

using prep::Cure;

Us on_timeline(Us asked, Us duration) {
    return std::clamp(asked < Us{0} ? duration + asked : asked, Us{0}, duration);
}

std::optional<TimeRange> kept_range(const MediaInfo& info, const TrimRequest& trim) {
    if (!trim.begin && !trim.end) return std::nullopt;
    const std::string name = info.path.filename().string();
    if (info.kind == MediaKind::Still) {
        throw Error(ErrorCode::Usage, fmt::format("{}: a picture has no time to trim; leave --trim out", name));
    }
    const TimeRange range{on_timeline(trim.begin.value_or(Us{0}), info.duration),
                          on_timeline(trim.end.value_or(info.duration), info.duration)};
    if (range.begin >= range.end) {
        throw Error(ErrorCode::Usage, fmt::format("{}: the trim keeps nothing of its {:.3f} s; give a range inside it",
                                                  name, seconds(info.duration)));
    }
    if (range == TimeRange{Us{0}, info.duration}) return std::nullopt;
    return range;
}

/// How much of the picture, or of sound alone, the output will hold.
Us output_duration(const MediaInfo& info, const std::optional<TimeRange>& trim) {
    if (info.kind == MediaKind::Still) return Us{0};
    const Us end = info.video() != nullptr && info.kind != MediaKind::Audio
                       ? info.video()->start + info.video()->duration
                       : info.duration;
    return trim ? std::max(Us{0}, std::min(trim->end, end) - trim->begin) : end;
}

VideoTarget video_target(const VideoStreamInfo& video, const Limits& limits) {
    return {.size = prep::fit_inside(video.display, limits.max_long_side),
            .rate = prep::output_rate(video, limits.max_fps),
            .tone_map = video.colour.hdr == HdrKind::Hlg || video.colour.hdr == HdrKind::Pq,
            .deinterlace = video.interlaced};
}

struct Cures {
    bool container = false;
    bool sound = false;
    bool picture = false;
};

Cures cures_for(const std::vector<prep::Fault>& faults) {
    const auto any = [&](Cure cure) {
        return std::any_of(faults.begin(), faults.end(), [&](const prep::Fault& fault) { return fault.cure == cure; });
    };
    return {any(Cure::Container), any(Cure::Sound), any(Cure::Picture)};
}

Action action_for(const MediaInfo& info, Cures cures, bool trims, const Limits& limits) {
    const VideoStreamInfo* video = info.video();
    const bool has_audio = info.audio() != nullptr;
    if (info.kind == MediaKind::Still) {
        if (!cures.picture) return Copy{};
        return ConvertStill{prep::fit_inside(video->display, limits.max_still_long_side), video->has_alpha};
    }
    if (info.kind == MediaKind::Audio) {
        if (trims || cures.sound) return Transcode{.audio = true};
    } else if (trims || cures.picture) {
        const bool keep_sound = has_audio && !trims && !cures.sound && !info.decode_errors;
        return Transcode{
            .video = video_target(*video, limits), .audio = has_audio && !keep_sound, .copy_audio = keep_sound};
    } else if (cures.sound) {
        return Transcode{.audio = true, .copy_video = true};
    }
    return cures.container ? Action{Remux{}} : Action{Copy{}};
}

std::string extension_for(const MediaInfo& info, const Action& action) {
    if (const auto* still = std::get_if<ConvertStill>(&action)) return still->png ? "png" : "jpg";
    if (info.kind == MediaKind::Video || info.kind == MediaKind::Animation) return "mp4";
    if (info.kind == MediaKind::Still) return info.container;
    if (std::holds_alternative<Transcode>(action) || info.container == "mp4" || info.container == "mov") return "m4a";
    return info.container;
}

}  // namespace

Plan plan_preparation(const MediaInfo& info, const Verdict& verdict, const Limits& limits, const TrimRequest& trim) {
    if (verdict.outcome == Outcome::Rejected) {
        throw Error(ErrorCode::Internal,
                    fmt::format("{}: a rejected file cannot be planned", info.path.filename().string()));
    }
    const std::vector<prep::Fault> faults = prep::find_faults(info, limits);
    Plan plan;
    plan.input = info.path;
    plan.trim = kept_range(info, trim);
    plan.duration = output_duration(info, plan.trim);
    plan.action = action_for(info, cures_for(faults), plan.trim.has_value(), limits);
    plan.extension = extension_for(info, plan.action);
    for (const prep::Fault& fault : faults) plan.because.push_back(fault.reason.message);
    if (plan.trim) {
        plan.because.push_back(
            fmt::format("trimmed to {:.3f}–{:.3f} s", seconds(plan.trim->begin), seconds(plan.trim->end)));
    }
    if (!std::holds_alternative<Copy>(plan.action)) plan.removed = prep::removable(info);
    if (info.kind != MediaKind::Audio && info.video() != nullptr) plan.video_stream = info.video()->index;
    if (info.audio() != nullptr) plan.audio_stream = info.audio()->index;
    return plan;
}

std::string action_name(const Action& action) {
    switch (action.index()) {
        case 0: return "copy";
        case 1: return "remux";
        case 2: return "transcode";
        default: return "convert";
    }
}

}  // namespace takt
