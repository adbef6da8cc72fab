// SPDX-License-Identifier: GPL-3.0-or-later
// How long the video is.
#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/replan.h"
#include "edit/apply/songs.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace takt::edit {
namespace {

void cut_off(Draft& draft, std::int64_t frames, Scene& scene) {
    const Shots shots = shots_of(draft);
    const std::int64_t all = frames_of(shots);
    if (frames < all) put_shots(draft, without(shots, {{frames, all}}, OutputClock(draft.rate)), scene);
}

/// Music videos are planned a little longer and cut off, since plans end on bar lines.
void plan_to(Draft& draft, std::int64_t frames, Scene& scene) {
    constexpr Ms kBar{12'000};
    const OutputClock clock(draft.rate);
    const Ms length = clock.begin_of(frames);
    replan(draft, {*draft.plan, length, playing_song(draft, scene), {}}, scene);
    if (clock.nearest(draft.duration) == frames) return;
    replan(draft, {*draft.plan, length + kBar, playing_song(draft, scene), {}}, scene);
    cut_off(draft, frames, scene);
    if (Track* music = music_track(draft)) {
        Segment& last = music->segments.back();
        last.fade_out = std::min(kMusicFadeOut, last.duration - last.fade_in);
    }
    if (clock.nearest(draft.duration) < frames) {
        scene.note(fmt::format("the video is {} s long: there is no more footage", seconds_text(draft.duration)));
    }
}

/// Photos can be held for longer; films cannot.
void lengthen(Draft& draft, std::int64_t frames, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::int64_t more = frames - frames_of(shots);
    const auto photos = static_cast<std::int64_t>(
        std::count_if(shots.begin(), shots.end(), [&](const Shot& s) { return scene.is_still(s.segment); }));
    if (photos == 0) {
        unclear(
            fmt::format("length: the footage lasts {} s; name a shorter length, slow it down, or say 'make a music "
                        "video' to show it again",
                        seconds_text(draft.duration)));
    }
    std::int64_t held = 0;
    for (Shot& shot : shots) {
        if (!scene.is_still(shot.segment)) continue;
        shot.frames += more * (held + 1) / photos - more * held / photos;
        ++held;
    }
    scene.note("photos are held for longer");
    put_shots(draft, std::move(shots), scene);
}

void make_length(Draft& draft, Ms length, Scene& scene) {
    const OutputClock clock(draft.rate);
    const std::int64_t frames = clock.nearest(length);
    const std::int64_t now = clock.nearest(draft.duration);
    if (frames < 1) unclear("length: is less than a frame; name a longer one");
    if (frames == now) unclear(fmt::format("length: it is {} s already; name another", seconds_text(draft.duration)));
    if (draft.plan) return plan_to(draft, frames, scene);
    if (frames > now) return lengthen(draft, frames, scene);
    scene.note(fmt::format("the last {} s are cut off; say 'keep only the best {} seconds' for a selection",
                           seconds_text(draft.duration - length), seconds_text(length)));
    cut_off(draft, frames, scene);
}

/// A bar line within a tenth of the length, else the length.
Ms near_bar_line(const Draft& draft, Ms length, const Scene& scene) {
    const Track* music = music_track(draft);
    if (music == nullptr) return length;
    Ms best = length;
    Ms distance = length / 10 + Ms{1};
    for (const Beat& beat : played_beats(music->segments, scene.inputs.songs)) {
        const Ms time = on_grid(draft, to_ms(beat.time));
        if (!beat.downbeat || std::chrono::abs(time - length) >= distance || time > draft.duration) continue;
        distance = std::chrono::abs(time - length);
        best = time;
    }
    return best;
}

}  // namespace

void obey(Draft& draft, const op::SetLength& order, Scene& scene) {
    const Ms now = draft.duration;
    const Ms length = order.length;
    const bool short_enough = order.bound == op::Bound::AtMost && now <= length;
    const bool long_enough = order.bound == op::Bound::AtLeast && now >= length;
    const bool about_right = order.bound == op::Bound::About && std::chrono::abs(now - length) <= length / 10;
    if (short_enough || long_enough || about_right) {
        scene.note(fmt::format("the video is {} s long, as was asked for", seconds_text(now)));
        return;
    }
    const bool loosely = order.bound == op::Bound::About;
    make_length(draft, loosely ? near_bar_line(draft, length, scene) : length, scene);
}

void obey(Draft& /*draft*/, const op::MakeLengths& order, Scene& /*scene*/) {
    std::string list;
    for (const Ms length : order.lengths) list += fmt::format("{}{}", list.empty() ? "" : ",", seconds_text(length));
    unclear(fmt::format("lengths: a draft has one; say `takt render --lengths {}` for several videos",
                        list.empty() ? "15,30,60" : list));
}

void obey(Draft& draft, const op::LimitHeight& order, Scene& scene) {
    const int lines = std::min(draft.canvas.width, draft.canvas.height);
    if (lines > order.lines) unclear(fmt::format("lines: the video has {}; no fewer can be made yet", lines));
    scene.note(fmt::format("no more than {} lines: the video has {}", order.lines, lines));
}

}  // namespace takt::edit
