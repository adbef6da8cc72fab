// SPDX-License-Identifier: GPL-3.0-or-later
// How long clips are shown; later ones move up or down.
#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"
#include "edit/apply/view.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

/// The shot from its begin for `frames`: shorter, or longer with more of its source.
Shot lasting(const Shot& shot, std::int64_t frames, const OutputClock& clock) {
    if (frames <= shot.frames) return part_of(shot, 0, frames, clock);
    Shot longer = shot;
    longer.frames = frames;
    if (shot.segment.reversed) {
        const double more = static_cast<double>((clock.begin_of(frames) - clock.begin_of(shot.frames)).count());
        longer.segment.source_begin -= Ms{static_cast<std::int64_t>(more * shot.segment.speed)};
    }
    return longer;
}

std::int64_t longest_from_begin(const Shot& shot, const Scene& scene, const OutputClock& clock) {
    const Segment& segment = shot.segment;
    if (!segment.reversed || scene.is_still(segment)) return longest(segment, segment.source_begin, scene, clock);
    const double before_ms = static_cast<double>(segment.source_begin.count()) / segment.speed;
    return shot.frames + clock.whole_frames(Us(Ms{static_cast<std::int64_t>(before_ms)}));
}

/// Photos without anything else are all of the video; else the beats near equal steps decide.
std::vector<std::int64_t> photo_ends(const Draft& draft, std::size_t count, std::int64_t each, const Scene& scene) {
    constexpr Ms kShortest{1500};
    const OutputClock clock(draft.rate);
    const Track* music = music_track(draft);
    std::vector<Beat> beats;
    if (music) beats = played_beats(music->segments, scene.inputs.songs);
    std::vector<std::int64_t> ends;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::int64_t equal = static_cast<std::int64_t>(i) * each;
        const std::int64_t lowest = (ends.empty() ? 0 : ends.back()) + clock.whole_frames(kShortest) + 1;
        std::int64_t best = std::max(equal, lowest);
        std::int64_t distance = each / 2;
        for (const Beat& beat : beats) {
            const std::int64_t frame = clock.nearest(beat.time);
            if (i == count || frame < lowest || std::abs(frame - equal) >= distance) continue;
            distance = std::abs(frame - equal);
            best = frame;
        }
        ends.push_back(best);
    }
    return ends;
}

}  // namespace

void obey(Draft& draft, const op::TrimClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const OutputClock clock(draft.rate);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    const std::int64_t head = clock.nearest(order.head);
    const std::int64_t tail = clock.nearest(order.tail);
    if (head < 0 || tail < 0 || head + tail == 0) unclear("trim: nothing would be cut; name how many seconds");
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!meant[i]) continue;
        if (head + tail >= shots[i].frames) {
            unclear(fmt::format("clip {}: is {} s long, nothing would be left; trim less, or delete it",
                                shots[i].clip + 1, seconds_text(clock.begin_of(shots[i].frames))));
        }
        shots[i] = part_of(shots[i], head, shots[i].frames - tail, clock);
    }
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::SetClipLength& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const OutputClock clock(draft.rate);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    const std::int64_t frames = clock.nearest(order.length);
    if (frames < 1) unclear("length: is less than a frame; name a longer one");
    bool changed = false;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!meant[i]) continue;
        const std::int64_t possible = std::max(shots[i].frames, longest_from_begin(shots[i], scene, clock));
        const std::int64_t wanted = std::min(frames, possible);
        if (wanted < frames) {
            scene.note(fmt::format("clip {}: {} s is all there is of it", shots[i].clip + 1,
                                   seconds_text(clock.begin_of(wanted))));
        }
        changed |= wanted != shots[i].frames;
        shots[i] = lasting(shots[i], wanted, clock);
    }
    if (!changed) {
        unclear(fmt::format("clips: they last {} s already, or there is no more of them; name another length",
                            seconds_text(order.length)));
    }
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::Slideshow& order, Scene& scene) {
    constexpr Ms kShortest{1500};
    Shots shots = shots_of(draft);
    const OutputClock clock(draft.rate);
    const auto photos = static_cast<std::int64_t>(
        std::count_if(shots.begin(), shots.end(), [&](const Shot& s) { return scene.is_still(s.segment); }));
    if (photos == 0) unclear("photos: there is none in the video; add some with `takt prep`");
    std::int64_t others = 0;
    for (const Shot& shot : shots) others += scene.is_still(shot.segment) ? 0 : shot.frames;
    const std::int64_t shortest = clock.whole_frames(kShortest) + 1;
    const std::int64_t wanted =
        order.length ? clock.nearest(*order.length) - others : photos * clock.whole_frames(scene.settings.still_length);
    const std::int64_t each = std::max(shortest, wanted / photos);
    if (order.length && each * photos > wanted) {
        scene.note("every photo needs 1.5 s: the video is longer than was asked for");
    }
    const bool only_photos = others == 0;
    std::vector<std::int64_t> ends;
    if (only_photos) ends = photo_ends(draft, shots.size(), each, scene);
    bool inwards = true;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!scene.is_still(shots[i].segment)) continue;
        shots[i].frames = only_photos ? ends[i] - (i == 0 ? 0 : ends[i - 1]) : each;
        move_slowly(shots[i].segment, inwards);
        inwards = !inwards;
    }
    if (only_photos && order.length && wanted >= photos * shortest) {
        shots.back().frames = std::max(shortest, wanted - (ends.size() > 1 ? ends[ends.size() - 2] : 0));
    }
    put_shots(draft, std::move(shots), scene);
}

}  // namespace takt::edit
