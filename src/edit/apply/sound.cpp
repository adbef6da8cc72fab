// SPDX-License-Identifier: GPL-3.0-or-later
// Fades, ducking, loudness and noise.
#include "edit/apply/audible.h"
#include "edit/apply/obey.h"
#include "edit/apply/reflow.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

enum class End { Begin, End };

/// What a segment is long is all that a fade can take; the other end's fade stays.
void set_fade(Segment& segment, End end, Ms length, Scene& scene) {
    Ms& fade = end == End::Begin ? segment.fade_in : segment.fade_out;
    const Ms other = end == End::Begin ? segment.fade_out : segment.fade_in;
    fade = std::min(length, std::max(Ms{0}, segment.duration - other));
    if (fade < length) {
        scene.note(fmt::format("the fade takes {} s: there is no room for more", seconds_text(fade)));
    }
}

void fade_ends(std::vector<Segment*> segments, const op::Fade& order, Ms length, Scene& scene) {
    if (order.in) set_fade(*segments.front(), End::Begin, length, scene);
    if (order.out) set_fade(*segments.back(), End::End, length, scene);
}

std::vector<Segment*> pointers(std::vector<Segment>& segments) {
    std::vector<Segment*> all;
    for (Segment& segment : segments) all.push_back(&segment);
    return all;
}

void fade_clips(Draft& draft, const op::Fade& order, Ms length, Scene& scene) {
    std::vector<Segment>& segments = main_track(draft).segments;
    if (order.target.clips.empty()) return fade_ends(pointers(segments), order, length, scene);
    const std::vector<bool> meant = clips_of(order.target, segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (meant[i]) fade_ends({&segments[i]}, order, length, scene);
    }
}

void fade_texts(Draft& draft, const op::Fade& order, Ms length, Scene& scene) {
    const std::vector<Segment*> all = texts(draft, order.target.kind == Target::Kind::Captions);
    if (all.empty()) unclear("title: there is none to fade; say 'add a title \"…\"'");
    for (Segment* text : all) fade_ends({text}, order, length, scene);
}

}  // namespace

void obey(Draft& draft, const op::Fade& order, Scene& scene) {
    using Kind = Target::Kind;
    const Kind kind = order.target.kind;
    const bool of_sound = kind == Kind::Music || kind == Kind::Mix || kind == Kind::Original;
    const Ms length = order.length.value_or(of_sound ? Ms{2000} : Ms{1000});
    if (length < Ms{0} || (!order.in && !order.out)) unclear("fade: say in or out, and how many seconds");
    const Draft before = draft;
    if (kind == Kind::Music) (void)music_to(draft, "fade");
    if (Track* music = music_track(draft); music && (kind == Kind::Music || kind == Kind::Mix)) {
        fade_ends(pointers(music->segments), order, length, scene);
    }
    if (kind == Kind::Picture || kind == Kind::Mix || kind == Kind::Original) fade_clips(draft, order, length, scene);
    if (kind == Kind::Titles || kind == Kind::Captions) fade_texts(draft, order, length, scene);
    if (draft == before) unclear("fade: it is like that already; name another length");
    if (kind == Kind::Original) scene.note("the picture fades with the sound of its clip");
}

void obey(Draft& draft, const op::Duck& order, Scene& scene) {
    (void)music_to(draft, "lower");
    if (!order.on) {
        if (!draft.ducking) unclear("ducking: it is off already; say 'lower the music while someone speaks' for it");
        draft.ducking.reset();
        return;
    }
    const Ducking usual;
    const double level = std::clamp(order.level.value_or(draft.ducking ? draft.ducking->level : usual.level), 0.0, 1.0);
    if (draft.ducking && draft.ducking->level == level) {
        unclear(fmt::format("ducking: the music sinks to {:.0f}% already; name another level", 100 * level));
    }
    draft.ducking = Ducking{level, heard_speech(draft, scene)};
    if (draft.ducking->speech.empty()) scene.note("no speech was found in what is heard of the clips: nothing sinks");
}

void obey(Draft& draft, const op::SetLoudness& order, Scene& /*scene*/) {
    constexpr double kSoftest = -70;
    constexpr double kLoudest = -5;
    if (!(order.lufs >= kSoftest && order.lufs <= kLoudest)) {
        unclear(fmt::format("{:g} LUFS: is outside of {:g} to {:g}; -14 is usual for the web", order.lufs, kSoftest,
                            kLoudest));
    }
    if (draft.loudness_lufs == order.lufs) {
        unclear(fmt::format("loudness: it is {:g} LUFS already; name another", order.lufs));
    }
    draft.loudness_lufs = order.lufs;
}

void obey(Draft& draft, const op::Denoise& order, Scene& scene) {
    const bool any = change_audible(draft, order.target, scene, [&](Segment& segment) { segment.denoise = order.on; });
    if (any) return;
    unclear(order.on ? "noise: it is taken out already; say 'keep the noise' to leave it in"
                     : "noise: it is not taken out; say 'remove the noise' for it");
}

}  // namespace takt::edit
