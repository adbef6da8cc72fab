// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/replan.h"

#include "edit/apply/tracks.h"
#include "edit/montage/named_clip.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace takt::edit {
namespace {

/// The first shot of each source shows what was done to the clip.
using Treatments = std::map<std::string, Segment>;

Treatments treatments_of(const Draft& draft) {
    Treatments treatments;
    for (const Segment& segment : draft.track(TrackType::Video)->segments) {
        if (segment.speed > 0) treatments.emplace(segment.source, segment);
    }
    return treatments;
}

/// A clip that plays faster is, to the planner, a shorter one.
ClipSource at_speed(ClipSource clip, double speed) {
    if (speed == 1 || clip.kind == MediaKind::Still) return clip;
    clip.duration = Us{static_cast<std::int64_t>(static_cast<double>(clip.duration.count()) / speed)};
    const std::vector<PictureSecond> recorded = std::move(clip.measures.seconds);
    clip.measures.seconds.clear();
    const auto count = static_cast<std::size_t>(std::ceil(static_cast<double>(recorded.size()) / speed));
    for (std::size_t i = 0; i < count && !recorded.empty(); ++i) {
        const auto at = static_cast<std::size_t>(static_cast<double>(i) * speed);
        clip.measures.seconds.push_back(recorded[std::min(at, recorded.size() - 1)]);
    }
    return clip;
}

/// In the order of the draft; what was deleted from it stays away.
std::vector<ClipSource> shown_clips(const Draft& draft, const Treatments& treatments, const Scene& scene) {
    std::vector<ClipSource> clips;
    for (const Segment& segment : draft.track(TrackType::Video)->segments) {
        const bool listed =
            std::any_of(clips.begin(), clips.end(), [&](const ClipSource& c) { return c.path == segment.source; });
        const ClipSource* clip = scene.clip(segment.source);
        const auto treatment = treatments.find(segment.source);
        if (listed || clip == nullptr || treatment == treatments.end()) continue;
        clips.push_back(at_speed(*clip, treatment->second.speed));
    }
    if (clips.empty()) unclear("clips: none of those shown is in this project; add them with `takt prep`");
    return clips;
}

void treat(Segment& shot, const Segment& like, Replanning::OwnSound own_sound) {
    shot.fit = like.fit;
    shot.reversed = like.reversed;
    shot.keep_pitch = like.keep_pitch;
    shot.denoise = like.denoise;
    shot.rotation = like.rotation;
    shot.mirrored = like.mirrored;
    shot.flipped = like.flipped;
    shot.view_begin = like.view_begin;
    shot.view_end = like.view_end;
    shot.look = like.look;
    shot.stabilised = like.stabilised;
    const bool changed_by_hand = like.volume != 1;
    if (own_sound == Replanning::OwnSound::AsIs || changed_by_hand) shot.volume = like.volume;
    if (like.speed == 1) return;
    const double begin = static_cast<double>(shot.source_begin.count()) * like.speed;
    shot.source_begin = Ms{static_cast<std::int64_t>(begin)};
    shot.speed = like.speed;
}

void treat_all(Draft& planned, const Draft& before, const Treatments& treatments, Replanning::OwnSound own_sound) {
    std::vector<Segment>& shots = main_track(planned).segments;
    for (Segment& shot : shots) treat(shot, treatments.at(shot.source), own_sound);
    const std::vector<Segment>& old = before.track(TrackType::Video)->segments;
    shots.front().fade_in = std::min(old.front().fade_in, shots.front().duration);
    shots.back().fade_out = std::min(old.back().fade_out, shots.back().duration - shots.back().fade_in);
}

/// The planned music takes the place of the music that was there, as loud as that.
void take_music(Draft& draft, Draft& planned, double level) {
    Track* planned_music = music_track(planned);
    Track* music = music_track(draft);
    if (planned_music == nullptr) return;
    for (Segment& segment : planned_music->segments) segment.volume = music ? music->segments.front().volume : level;
    if (music == nullptr) {
        draft.tracks.push_back(std::move(*planned_music));
        return;
    }
    Segment& first = planned_music->segments.front();
    first.fade_in = std::max(first.fade_in, std::min(music->segments.front().fade_in, first.duration / 2));
    for (Segment& segment : planned_music->segments) segment.denoise = music->segments.front().denoise;
    music->segments = std::move(planned_music->segments);
}

/// Wishes about clips that are not shown any more are no wishes.
template <class Wish>
void keep_of_shown(std::vector<Wish>& wishes, const char* setting, const std::vector<ClipSource>& shown,
                   const Scene& scene) {
    std::erase_if(wishes, [&](Wish& wish) {
        const ClipSource& meant = scene.inputs.clips[clip_called(scene.inputs.clips, wish.clip, setting)];
        wish.clip = meant.name;
        return std::none_of(shown.begin(), shown.end(), [&](const ClipSource& c) { return c.path == meant.path; });
    });
}

EditSettings settings_for(const Draft& draft, const Replanning& wish, const std::vector<ClipSource>& shown,
                          const Scene& scene) {
    EditSettings settings = scene.settings;
    settings.rate = draft.rate;
    settings.length = wish.length;
    settings.pace = static_cast<Pace>(std::clamp(wish.plan.pace, 0, 2));
    settings.title.clear();
    keep_of_shown(settings.pins, "pin", shown, scene);
    keep_of_shown(settings.excluded, "exclude", shown, scene);
    return settings;
}

}  // namespace

void replan(Draft& draft, const Replanning& wish, Scene& scene) {
    const Treatments treatments = treatments_of(draft);
    EditInputs inputs{shown_clips(draft, treatments, scene), {}, {}};
    if (wish.song != nullptr) inputs.songs.push_back(*wish.song);
    PlannedDraft planned = plan_music_video(inputs, settings_for(draft, wish, inputs.clips, scene), wish.plan);
    treat_all(planned.draft, draft, treatments, wish.own_sound);
    main_track(draft).segments = std::move(main_track(planned.draft).segments);
    take_music(draft, planned.draft, level_under(draft, scene));
    draft.duration = planned.draft.duration;
    draft.plan = wish.plan;
    for (std::string& note : planned.notes) scene.note(std::move(note));
}

}  // namespace takt::edit
