// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/audible.h"

#include "edit/apply/reflow.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

using Change = std::function<void(Segment&)>;

void split_music(Track& music, Ms at) {
    for (auto segment = music.segments.begin(); segment != music.segments.end(); ++segment) {
        if (at <= segment->start || at >= segment->end()) continue;
        Segment rest = part_of(*segment, at - segment->start, segment->duration);
        *segment = part_of(*segment, Ms{0}, at - segment->start);
        music.segments.insert(segment + 1, std::move(rest));
        return;
    }
}

bool change_music(Draft& draft, const Target& target, const Change& change) {
    Track& music = *music_track(draft);
    const std::vector<Segment> before = music.segments;
    Span span{Ms{0}, draft.duration};
    if (target.stretch) {
        span = span_of(draft, *target.stretch);
        split_music(music, span.begin);
        split_music(music, span.end);
    }
    bool changed = false;
    for (Segment& segment : music.segments) {
        if (segment.start < span.begin || segment.start >= span.end) continue;
        const Segment was = segment;
        change(segment);
        changed |= was != segment;
    }
    if (!changed) music.segments = before;
    return changed;
}

bool change_clip_sound(Draft& draft, const Target& target, Scene& scene, const Change& change) {
    Shots shots = shots_of(draft);
    const std::vector<bool> meant = choose(shots, target, draft);
    bool changed = false;
    bool sounding = false;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        Segment& segment = shots[i].segment;
        if (!meant[i] || !scene.has_sound(segment)) continue;
        sounding = true;
        const Segment was = segment;
        change(segment);
        changed |= was != segment;
        if (!target.stretch) main_track(draft).segments[i] = segment;
    }
    if (!sounding && target.kind != Target::Kind::Mix) {
        unclear("clips: they have no sound of their own; say what to do with the music instead");
    }
    if (changed && target.stretch) put_shots(draft, std::move(shots), scene);
    return changed;
}

}  // namespace

bool change_audible(Draft& draft, const Target& target, Scene& scene, const Change& change) {
    using Kind = Target::Kind;
    const bool music = target.kind == Kind::Music || (target.kind == Kind::Mix && music_track(draft));
    const bool clips = target.kind == Kind::Original || target.kind == Kind::Picture || target.kind == Kind::Mix;
    if (target.kind == Kind::Music) (void)music_to(draft, "change");
    if (!music && !clips) unclear("text: it makes no sound; name the music, the clips or the whole video");
    const bool in_music = music && change_music(draft, target, change);
    const bool in_clips = clips && change_clip_sound(draft, target, scene, change);
    return in_music || in_clips;
}

}  // namespace takt::edit
