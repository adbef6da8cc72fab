// SPDX-License-Identifier: GPL-3.0-or-later
// Moves cuts without touching the order or the number of shots: what one neighbour gives, the other takes. The pictures
// stay at their time where the source has them, else a shot starts a little earlier or later in its source.
#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>

namespace takt::edit {
namespace {

/// How long the shot can get when its begin in the source may move as well.
std::int64_t longest_of(const Shot& shot, const Scene& scene, const OutputClock& clock) {
    return std::max(shot.frames, longest(shot.segment, Ms{0}, scene, clock));
}

/// Shows `now` of the timeline instead of `was`, each picture at its time as far as the source goes.
Shot moved(const Shot& shot, const FrameSpan& was, const FrameSpan& now, const Scene& scene, const OutputClock& clock) {
    Shot changed = shot;
    changed.frames = now.count();
    const Segment& segment = shot.segment;
    const ClipSource* clip = scene.clip(segment.source);
    if (segment.speed <= 0 || scene.is_still(segment)) return changed;
    const std::int64_t into = segment.reversed ? was.end - now.end : now.first - was.first;
    const auto in_source = [&](std::int64_t frames) {
        return Ms{std::llround(static_cast<double>(clock.begin_of(frames).count()) * segment.speed)};
    };
    const Us end = clip ? source_end(*clip) : segment.source_begin + segment.source_duration();
    const Ms latest = std::max(Ms{0}, std::chrono::floor<Ms>(end) - in_source(changed.frames));
    changed.segment.source_begin = std::clamp(segment.source_begin + in_source(into), Ms{0}, latest);
    return changed;
}

/// Where a cut shall stand that may go from `lowest` to `highest`.
using NewPlace = std::function<std::int64_t(std::int64_t frame, std::int64_t lowest, std::int64_t highest)>;

/// Returns how many cuts stand where they were meant to.
int move_cuts(Draft& draft, Scene& scene, const NewPlace& new_place) {
    const OutputClock clock(draft.rate);
    Shots shots = shots_of(draft);
    if (shots.size() < 2) unclear("cuts: there is none to move; say 'cut to the beat' to make some");
    std::vector<std::int64_t> old{0};
    for (const Shot& shot : shots) old.push_back(old.back() + shot.frames);
    std::vector<std::int64_t> now = old;
    int kept_promise = 0;
    for (std::size_t i = 1; i + 1 < old.size(); ++i) {
        const std::int64_t lowest = std::max(now[i - 1] + 1, old[i + 1] - longest_of(shots[i], scene, clock));
        const std::int64_t highest = std::min(old[i + 1] - 1, now[i - 1] + longest_of(shots[i - 1], scene, clock));
        const std::int64_t wanted = new_place(old[i], lowest, highest);
        if (lowest <= highest) now[i] = std::clamp(wanted, lowest, highest);
        if (now[i] <= now[i - 1]) now[i] = now[i - 1] + 1;
        kept_promise += now[i] == wanted ? 1 : 0;
    }
    for (std::size_t i = 0; i < shots.size(); ++i) {
        shots[i] = moved(shots[i], {old[i], old[i + 1]}, {now[i], now[i + 1]}, scene, clock);
        shots[i].was = FrameSpan{now[i], now[i + 1]};  // the time stands still: texts stay
    }
    if (now == old) unclear("cuts: they cannot be moved there, or stand there already; say 'cut to the beat' instead");
    put_shots(draft, std::move(shots), scene);
    return kept_promise;
}

/// The nearest place that can be reached to a frame, or the nearest of all when none can.
std::int64_t nearest_of(const std::vector<std::int64_t>& places, std::int64_t frame, std::int64_t lowest,
                        std::int64_t highest) {
    const auto cost = [&](std::int64_t place) {
        return std::pair(place < lowest - 1 || place > highest + 1, std::abs(place - frame));
    };
    return *std::min_element(places.begin(), places.end(),
                             [&](std::int64_t a, std::int64_t b) { return cost(a) < cost(b); });
}

void say_missed(const Draft& draft, int moved, Scene& scene) {
    const int all = static_cast<int>(draft.track(TrackType::Video)->segments.size()) - 1;
    if (moved < all) {
        scene.note(fmt::format("{} of {} cuts moved less far: a neighbour has no more footage, or is a single frame",
                               all - moved, all));
    }
}

}  // namespace

void obey(Draft& draft, const op::SnapCuts& order, Scene& scene) {
    const Track& music = music_to(draft, "snap the cuts to");
    const OutputClock clock(draft.rate);
    std::vector<std::int64_t> places;
    for (const Beat& beat : played_beats(music.segments, scene.inputs.songs)) {
        if (!order.downbeats || beat.downbeat) places.push_back(clock.nearest(beat.time));
    }
    if (places.empty()) {
        unclear(fmt::format("{}: no beats are known in it; name another song", music.segments.front().name));
    }
    const int snapped = move_cuts(draft, scene, [&](std::int64_t frame, std::int64_t lowest, std::int64_t highest) {
        return nearest_of(places, frame, lowest, highest);
    });
    say_missed(draft, snapped, scene);
}

void obey(Draft& draft, const op::ShiftCuts& order, Scene& scene) {
    const std::int64_t by = OutputClock(draft.rate).nearest(order.by);
    if (by == 0) unclear("cuts: less than half a frame is no shift; name more milliseconds");
    const int shifted =
        move_cuts(draft, scene, [&](std::int64_t frame, std::int64_t, std::int64_t) { return frame + by; });
    if (draft.plan) draft.plan->offset += order.by;
    say_missed(draft, shifted, scene);
}

}  // namespace takt::edit
