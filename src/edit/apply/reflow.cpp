// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/reflow.h"

#include "edit/apply/tracks.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace takt::edit {
namespace {

/// Where the same footage goes on, a millisecond of rounding is no cut.
void join_sources(const Segment& before, Segment& segment) {
    const bool same = before.source == segment.source && before.speed == segment.speed && !before.reversed &&
                      !segment.reversed && segment.speed > 0;
    if (!same) return;
    const Ms goes_on = before.source_begin + to_ms(before.source_duration());
    const double slack = std::max(1.0, segment.speed);
    if (std::abs(static_cast<double>((goes_on - segment.source_begin).count())) <= slack) {
        segment.source_begin = goes_on;
    }
}

/// A shot that has moved may have become a millisecond longer than its source.
void stay_inside_source(Segment& segment, const Scene& scene) {
    const ClipSource* clip = scene.clip(segment.source);
    if (clip == nullptr || clip->kind == MediaKind::Still) return;
    const Ms last = std::chrono::floor<Ms>(clip->duration - segment.source_duration());
    segment.source_begin = std::clamp(segment.source_begin, Ms{0}, std::max(Ms{0}, last));
}

void limit_other_track(Track& track, Ms end) {
    std::erase_if(track.segments, [&](const Segment& s) { return s.start >= end; });
    if (track.segments.empty()) return;
    Segment& last = track.segments.back();
    last.duration = std::min(last.duration, end - last.start);
    limit_fades(last);
}

}  // namespace

void limit_fades(Segment& segment) {
    segment.fade_in = std::min(segment.fade_in, segment.duration);
    segment.fade_out = std::min(segment.fade_out, segment.duration - segment.fade_in);
}

void fit_transitions(Draft& draft) {
    Track& video = main_track(draft);
    for (std::size_t i = 0; i < video.segments.size(); ++i) {
        Segment& segment = video.segments[i];
        if (segment.transition.kind == TransitionKind::Cut) continue;
        const Ms limit = i == 0 ? Ms{0} : std::min(video.segments[i - 1].duration, segment.duration);
        segment.transition.duration = std::min(segment.transition.duration, limit);
        if (segment.transition.duration <= Ms{0}) segment.transition = {};
    }
}

void put_shots(Draft& draft, Shots shots, Scene& scene) {
    constexpr Ms kLongestVideo{std::chrono::hours(24)};
    if (shots.empty()) unclear("video: nothing would be left; say what to keep");
    const OutputClock clock(draft.rate);
    if (clock.begin_of(frames_of(shots)) > kLongestVideo) {
        unclear("video: it would be longer than 24 hours; name a shorter length");
    }
    const Ms before = draft.duration;
    std::vector<Segment> segments;
    std::int64_t first = 0;
    for (const Shot& shot : shots) {
        Segment segment = shot.segment;
        segment.start = clock.begin_of(first);
        first += shot.frames;
        segment.duration = clock.begin_of(first) - segment.start;
        if (!segments.empty()) join_sources(segments.back(), segment);
        stay_inside_source(segment, scene);
        limit_fades(segment);
        segments.push_back(std::move(segment));
    }
    main_track(draft).segments = std::move(segments);
    draft.duration = clock.begin_of(first);
    follow_footage(draft, shots);
    refit_music(draft, before, scene);
}

void settle(Draft& draft, Scene& scene) {
    const Track* video = draft.track(TrackType::Video);
    if (video == nullptr || video->segments.empty()) return;
    draft.duration = video->segments.back().end();
    fit_transitions(draft);
    for (Track& track : draft.tracks) {
        if (!track.is(TrackType::Text)) limit_other_track(track, draft.duration);
    }
    tidy_texts(draft, scene);
    std::erase_if(draft.tracks, [](const Track& t) { return t.segments.empty() && t.unknown_json.empty(); });
    if (draft.track(TrackType::Audio) == nullptr) draft.ducking.reset();
    if (draft.ducking) draft.ducking->speech = heard_speech(draft, scene);
}

}  // namespace takt::edit
