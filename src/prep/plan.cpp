// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep/faults.h"
#include "prep/fit.h"
#include "prep/frame_rates.h"
#include "prep/notices.h"
#include "prep/playing.h"
#include "prep/presets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt {
namespace {

using prep::Cure;

Us on_timeline(Us asked, Us duration) {
    return std::clamp(asked < Us{0} ? duration + asked : asked, Us{0}, duration);
}

/// How much of the picture, or of sound alone, the output will hold.
Us output_duration(const MediaInfo& info, const std::optional<TimeRange>& trim, double speed) {
    if (info.kind == MediaKind::Still) return Us{0};
    const Us end = info.video() != nullptr && info.kind != MediaKind::Audio
                       ? info.video()->start + info.video()->duration
                       : info.duration;
    const Us kept = trim ? std::max(Us{0}, std::min(trim->end, end) - trim->begin) : end;
    return Us{std::llround(static_cast<double>(kept.count()) / speed)};
}

/// Slowed frames are shown one by one; anything else at the rate that fits best.
FrameRate target_rate(const VideoStreamInfo& video, double speed, int max_fps) {
    if (speed == 1) return prep::output_rate(video, max_fps);
    return prep::nearest_standard_rate(video.measured_rate.fps() * speed, max_fps);
}

VideoTarget video_target(const VideoStreamInfo& video, const Limits& limits, const Wishes& wishes, double speed) {
    return {.size = prep::fit_inside(video.display, limits.max_long_side),
            .rate = prep::at_least(target_rate(video, speed, limits.max_fps), limits.min_fps),
            .tone_map = video.colour.hdr == HdrKind::Hlg || video.colour.hdr == HdrKind::Pq,
            .deinterlace = video.interlaced,
            .speed = speed,
            .background_rgb = wishes.background_rgb,
            .bits = {.peak_bps = limits.max_video_bps, .file_bytes = {}, .source_bytes = {}}};
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

/// The cheapest way to a file without faults.
class Choice {
public:
    Choice(const MediaInfo& info, const Limits& limits, const Wishes& wishes, Cures cures)
        : info_(info), limits_(limits), wishes_(wishes), cures_(cures) {}

    [[nodiscard]] Action action(bool trims, const CutSurvey& survey) const {
        switch (info_.kind) {
            case MediaKind::Still: return still();
            case MediaKind::Audio: return trims || cures_.sound ? Transcode{.audio = true} : as_it_is();
            default: break;
        }
        if (cures_.picture || (trims && !survey.copyable)) return encoded(trims);
        if (trims) return cut(*survey.copyable);
        return cures_.sound ? Action{Transcode{.audio = true, .copy_video = true}} : as_it_is();
    }

private:
    [[nodiscard]] Action as_it_is() const { return cures_.container ? Action{Remux{}} : Action{Copy{}}; }

    [[nodiscard]] Action still() const {
        if (!cures_.picture) return as_it_is();
        const VideoStreamInfo& picture = *info_.video();
        const int side = prep::still_side_under(picture.display, picture.has_alpha, limits_);
        return ConvertStill{prep::fit_still(picture.display, side), picture.has_alpha};
    }

    [[nodiscard]] Action cut(const TimeRange& copied) const {
        const VideoStreamInfo& video = *info_.video();
        return SmartTrim{.copied = copied,
                         .rate = video.measured_rate,
                         .encode_sound = cures_.sound,
                         .otherwise = video_target(video, limits_, wishes_, 1)};
    }

    [[nodiscard]] Action encoded(bool trims) const {
        const double speed = prep::playing_speed(info_, wishes_.slow_motion);
        const bool has_audio = info_.audio() != nullptr && speed == 1;
        const bool keep_sound = has_audio && !trims && !cures_.sound && info_.decode_errors == 0;
        return Transcode{.video = video_target(*info_.video(), limits_, wishes_, speed),
                         .audio = has_audio && !keep_sound,
                         .copy_audio = keep_sound};
    }

    const MediaInfo& info_;
    const Limits& limits_;
    const Wishes& wishes_;
    Cures cures_;
};

std::string extension_for(const MediaInfo& info, const Action& action) {
    if (const auto* still = std::get_if<ConvertStill>(&action)) return still->png ? "png" : "jpg";
    if (info.kind == MediaKind::Video || info.kind == MediaKind::Animation) return "mp4";
    if (info.kind == MediaKind::Still) return info.container;
    if (std::holds_alternative<Transcode>(action) || info.container == "mp4" || info.container == "mov") return "m4a";
    return info.container;
}

std::string trim_text(const TimeRange& trim, const Action& action, const CutSurvey& survey) {
    std::string text = fmt::format("trimmed to {:.3f}–{:.3f} s", seconds(trim.begin), seconds(trim.end));
    if (const auto* smart = std::get_if<SmartTrim>(&action)) {
        return text + fmt::format("; {:.3f}–{:.3f} s are copied as they are", seconds(smart->copied.begin),
                                  seconds(smart->copied.end));
    }
    return survey.obstacle.empty() ? text : text + "; " + survey.obstacle;
}

/// Sound beside a picture may end before the kept range begins, or begin after its end: nothing of it is left then.
bool sound_is_cut_away(const MediaInfo& info, const std::optional<TimeRange>& kept) {
    const AudioStreamInfo* audio = info.audio();
    if (!kept || audio == nullptr || info.video() == nullptr) return false;
    return audio->start >= kept->end || audio->start + audio->duration <= kept->begin;
}

/// A stream is in the output when the action says so.
bool keeps_sound(const Action& action) {
    const auto* encoded = std::get_if<Transcode>(&action);
    return encoded == nullptr || encoded->audio || encoded->copy_audio;
}

}  // namespace

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

Plan plan_preparation(const MediaInfo& file, const Verdict& verdict, const Limits& limits, const Wishes& wishes,
                      const CutSurvey& survey) {
    if (verdict.outcome == Outcome::Rejected) {
        throw Error(ErrorCode::Internal,
                    fmt::format("{}: a rejected file cannot be planned", file.path.filename().string()));
    }
    prep::check_wished_sound(file, wishes);
    MediaInfo info = prep::with_wished_sound(file, wishes);
    const bool cut_away = sound_is_cut_away(info, kept_range(info, wishes.trim));
    if (cut_away) info.audios.clear();
    const std::vector<prep::Fault> faults = prep::find_faults(info, limits, wishes);
    Plan plan;
    plan.input = info.path;
    plan.keep_metadata = wishes.keep_metadata;
    plan.trim = kept_range(info, wishes.trim);
    plan.duration = output_duration(info, plan.trim, prep::playing_speed(info, wishes.slow_motion));
    plan.action = Choice(info, limits, wishes, cures_for(faults)).action(plan.trim.has_value(), survey);
    plan.extension = extension_for(info, plan.action);
    for (const prep::Fault& fault : faults) plan.because.push_back(fault.reason.message);
    plan.notes = prep::notices(info, wishes);
    plan.max_bytes = limits.max_size_bytes;
    if (auto* encoded = std::get_if<Transcode>(&plan.action)) {
        const std::int64_t source_bytes = prep::wanted_bytes(info, wishes);
        for (std::string& traded : prep::fit_under_limit(*encoded, info, limits, source_bytes, plan.duration)) {
            plan.because.push_back(std::move(traded));
        }
    }
    if (plan.trim) plan.because.push_back(trim_text(*plan.trim, plan.action, survey));
    if (cut_away) plan.because.emplace_back("its sound lies outside the kept range: the output is silent");
    const bool rewritten = !std::holds_alternative<Copy>(plan.action);
    if (rewritten && !wishes.keep_metadata) plan.removed = prep::removable(info);
    if (info.kind != MediaKind::Audio && info.video() != nullptr) plan.video_stream = info.video()->index;
    if (info.audio() != nullptr && keeps_sound(plan.action)) plan.audio_stream = info.audio()->index;
    return plan;
}

std::string action_name(const Action& action) {
    switch (action.index()) {
        case 0: return "copy";
        case 1: return "remux";
        case 2: return "smart_trim";
        case 3: return "transcode";
        default: return "convert";
    }
}

}  // namespace takt
