// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/shots.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::edit {
namespace {

Ms scaled(Ms time, double factor) {
    return Ms{std::llround(static_cast<double>(time.count()) * factor)};
}

double between(double a, double b, double share) {
    return a == b ? a : a + (b - a) * share;
}

View between(const View& a, const View& b, double share) {
    return {between(a.x, b.x, share), between(a.y, b.y, share), between(a.zoom, b.zoom, share)};
}

/// The part of a moving view that belongs to a part of its segment.
void narrow_view(Segment& part, const Segment& whole, Ms from, Ms to) {
    const auto share = [&](Ms at) {
        return static_cast<double>(at.count()) / static_cast<double>(whole.duration.count());
    };
    part.view_begin = between(whole.view_begin, whole.view_end, share(from));
    part.view_end = between(whole.view_begin, whole.view_end, share(to));
}

}  // namespace

Segment part_of(const Segment& segment, Ms from, Ms to) {
    Segment part = segment;
    part.start += from;
    part.duration = to - from;
    part.source_begin += scaled(segment.reversed ? segment.duration - to : from, segment.speed);
    if (from > Ms{0}) {
        part.fade_in = Ms{0};
        part.transition = {};
    }
    if (to < segment.duration) part.fade_out = Ms{0};
    narrow_view(part, segment, from, to);
    return part;
}

Shot part_of(const Shot& shot, std::int64_t first, std::int64_t end, const OutputClock& clock) {
    Segment whole = shot.segment;
    whole.duration = clock.begin_of(shot.frames);
    Shot part = shot;
    const Ms start = shot.segment.start;
    part.segment = part_of(whole, clock.begin_of(first), clock.begin_of(end));
    part.segment.start = start;
    part.frames = end - first;
    if (shot.was) {
        const auto moved = [&](std::int64_t at) { return shot.was->first + at * shot.was->count() / shot.frames; };
        part.was = FrameSpan{moved(first), moved(end)};
    }
    return part;
}

Shots shots_of(const Draft& draft) {
    const Track* video = draft.track(TrackType::Video);
    if (video == nullptr || video->segments.empty()) {
        unclear("draft: it shows no clip; begin again with `reset` or add a video");
    }
    const OutputClock clock(draft.rate);
    Shots shots;
    for (const Segment& segment : video->segments) {
        const FrameSpan was{clock.nearest(segment.start), clock.nearest(segment.end())};
        const std::size_t clip = shots.size();
        shots.push_back({segment, std::max<std::int64_t>(1, was.count()), clip, was});
    }
    return shots;
}

std::int64_t frames_of(const Shots& shots) {
    std::int64_t frames = 0;
    for (const Shot& shot : shots) frames += shot.frames;
    return frames;
}

void split_at(Shots& shots, std::int64_t frame, const OutputClock& clock) {
    std::int64_t first = 0;
    for (auto shot = shots.begin(); shot != shots.end(); ++shot) {
        const std::int64_t into = frame - first;
        if (into > 0 && into < shot->frames) {
            Shot rest = part_of(*shot, into, shot->frames, clock);
            *shot = part_of(*shot, 0, into, clock);
            shots.insert(shot + 1, std::move(rest));
            return;
        }
        first += shot->frames;
    }
}

Shots without(const Shots& shots, const std::vector<FrameSpan>& spans, const OutputClock& clock) {
    Shots split = shots;
    for (const FrameSpan& span : spans) {
        split_at(split, span.first, clock);
        split_at(split, span.end, clock);
    }
    Shots left;
    std::int64_t first = 0;
    for (Shot& shot : split) {
        const std::int64_t at = std::exchange(first, first + shot.frames);
        const bool gone =
            std::any_of(spans.begin(), spans.end(), [&](const FrameSpan& s) { return s.first <= at && at < s.end; });
        if (!gone) left.push_back(std::move(shot));
    }
    return left;
}

Us source_end(const ClipSource& clip) {
    const Us frame = clip.rate.num > 0 && clip.rate.den > 0 ? frame_time(1, clip.rate) : Us{40'000};
    return std::max(Us{0}, clip.duration - frame);
}

std::int64_t longest(const Segment& segment, Ms source_begin, const Scene& scene, const OutputClock& clock) {
    constexpr std::int64_t kAnyLength = 1LL << 40;
    if (segment.speed == 0 || scene.is_still(segment)) return kAnyLength;
    const ClipSource* clip = scene.clip(segment.source);
    // Of media that nobody measured, no more than is shown already can be promised.
    const Us end = clip ? source_end(*clip) : segment.source_begin + segment.source_duration();
    const Us left = std::max(Us{0}, end - source_begin);
    return clock.whole_frames(Us{static_cast<std::int64_t>(static_cast<double>(left.count()) / segment.speed)});
}

}  // namespace takt::edit
