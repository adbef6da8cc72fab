// SPDX-License-Identifier: GPL-3.0-or-later
// How fast, and which way, clips play. Music is never touched.
#include "edit/apply/obey.h"
#include "edit/apply/reflow.h"
#include "edit/apply/source_map.h"
#include "edit/apply/targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace takt::edit {
namespace {

bool plays(const Segment& segment, const Scene& scene) {
    return segment.speed > 0 && !scene.is_still(segment);
}

double checked(double speed) {
    if (speed >= kMinSpeed && speed <= kMaxSpeed) return speed;
    unclear(fmt::format("speed {:.2f}x: is outside of {}x to {}x; name one between", speed, kMinSpeed, kMaxSpeed));
}

void change_speed(Shot& shot, double speed, const Scene& scene, const OutputClock& clock) {
    const double frames = static_cast<double>(shot.frames) * shot.segment.speed / speed;
    shot.segment.speed = speed;
    const std::int64_t most = std::max<std::int64_t>(1, longest(shot.segment, Ms{0}, scene, clock));
    shot.frames = std::clamp<std::int64_t>(std::llround(frames), 1, most);
}

/// The picture of a moment of the timeline, standing.
Segment standing(const Shot& shot, Ms time, const Scene& scene) {
    Segment segment = shot.segment;
    const ClipSource* clip = scene.clip(segment.source);
    const Ms at = std::chrono::floor<Ms>(source_at(segment, time));
    segment.source_begin =
        std::clamp(at, Ms{0}, clip ? std::chrono::floor<Ms>(source_end(*clip)) : std::max(Ms{0}, at));
    segment.speed = 0;
    segment.reversed = false;
    segment.fade_in = segment.fade_out = Ms{0};
    segment.transition = {};
    segment.reason = "the picture stands";
    return segment;
}

}  // namespace

void obey(Draft& draft, const op::ChangeSpeed& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const OutputClock clock(draft.rate);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    bool changed = false;
    bool any = false;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        Segment& segment = shots[i].segment;
        if (!meant[i] || !plays(segment, scene)) continue;
        any = true;
        const double speed = checked(order.relative ? segment.speed * order.factor : order.factor);
        changed |= speed != segment.speed || segment.keep_pitch != order.keep_pitch;
        segment.keep_pitch = order.keep_pitch;
        if (speed != segment.speed) change_speed(shots[i], speed, scene, clock);
    }
    if (!any) unclear("speed: photos and standing pictures have none; say how long they shall be shown");
    if (!changed) unclear(fmt::format("speed: it is {:g}x already; name another", order.factor));
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::Reverse& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::size_t clips = shots.size();
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) {
            if (plays(segment, scene)) segment.reversed = !segment.reversed;
        },
        "reverse: a photo is the same backwards; name a video");
    if (clips > 1 && order.target.clips.empty()) {
        scene.note("each clip plays backwards; say 'reverse the order of the clips' to begin with the last");
    }
}

void obey(Draft& draft, const op::Freeze& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const OutputClock clock(draft.rate);
    const std::int64_t length = clock.nearest(order.length);
    if (length < 1) unclear("freeze: it would last less than a frame; name how many seconds");
    const std::int64_t all = frames_of(shots);
    const std::int64_t at = std::min(frame_of(draft, order.at), all);
    std::int64_t first = 0;
    std::size_t shown = 0;
    while (shown + 1 < shots.size() && first + shots[shown].frames <= at) first += shots[shown++].frames;
    // At the very end the last picture stands.
    const std::int64_t into = std::min(at - first, shots[shown].frames - 1);
    const Shot& whole = shots[shown];
    const Ms since = whole.segment.start + clock.begin_of(into);
    Shot frozen{standing(whole, since, scene), length, whole.clip, std::nullopt};
    frozen.segment.view_begin = frozen.segment.view_end = part_of(whole, into, into + 1, clock).segment.view_begin;
    split_at(shots, at, clock);
    std::int64_t place = 0;
    auto before = shots.begin();
    while (before != shots.end() && place < at) place += (before++)->frames;
    shots.insert(before, std::move(frozen));
    put_shots(draft, std::move(shots), scene);
}

}  // namespace takt::edit
