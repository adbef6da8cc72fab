// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/whole_clips.h"

#include "edit/montage/named_clip.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace takt::edit {
namespace {

/// What is left of a clip's time without the exclusions.
std::vector<TimeRange> allowed(const ClipSource& clip, const Scene& scene) {
    std::vector<TimeRange> left{{Us{0}, source_end(clip)}};
    for (const Exclusion& exclusion : scene.settings.excluded) {
        const std::vector<ClipSource>& clips = scene.inputs.clips;
        if (clips[clip_called(clips, exclusion.clip, "exclude")].path != clip.path) continue;
        const TimeRange out = exclusion.range;
        std::vector<TimeRange> rest;
        for (const TimeRange& span : left) {
            const TimeRange before{span.begin, std::min(span.end, out.begin)};
            const TimeRange after{std::max(span.begin, out.end), span.end};
            if (before.end > before.begin) rest.push_back(before);
            if (after.end > after.begin) rest.push_back(after);
        }
        left = std::move(rest);
    }
    return left;
}

}  // namespace

Shots whole_clip(const ClipSource& clip, const Segment& like, const Scene& scene, const OutputClock& clock) {
    Shots shots;
    const bool still = clip.kind == MediaKind::Still;
    const std::vector<TimeRange> spans =
        still ? std::vector<TimeRange>{{Us{0}, scene.settings.still_length}} : allowed(clip, scene);
    for (const TimeRange& span : spans) {
        Shot shot{like, 0, 0, std::nullopt};
        shot.segment.name = clip.name;
        shot.segment.source = clip.path;
        shot.segment.source_begin = std::chrono::ceil<Ms>(span.begin);
        if (still || shot.segment.speed == 0) shot.segment.speed = 1;
        const double length_us =
            static_cast<double>((span.end - shot.segment.source_begin).count()) / shot.segment.speed;
        shot.frames = clock.whole_frames(Us{static_cast<std::int64_t>(length_us)});
        if (shot.frames > 0) shots.push_back(std::move(shot));
    }
    return shots;
}

}  // namespace takt::edit
