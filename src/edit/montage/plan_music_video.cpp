// SPDX-License-Identifier: GPL-3.0-or-later
// A music video, put together from song, footage and settings.
#include "takt/edit.h"
#include "takt/error.h"

#include "edit/montage/canvas.h"
#include "edit/montage/clip_profile.h"
#include "edit/montage/cut_times.h"
#include "edit/montage/laid_song.h"
#include "edit/montage/montage.h"
#include "edit/montage/talk.h"
#include "edit/title.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt {
namespace {

using namespace edit;

PlannedDraft empty_plan(const EditInputs& inputs, const EditSettings& settings) {
    PlannedDraft planned;
    planned.draft.title = settings.title;
    planned.draft.canvas = canvas_size(settings.aspect, inputs.clips);
    planned.draft.rate = settings.rate.value_or(commonest_rate(inputs.clips));
    return planned;
}

void add_track(Draft& draft, TrackType type, std::vector<Segment> segments) {
    if (!segments.empty()) draft.tracks.push_back({static_cast<int>(type), std::move(segments), ""});
}

void append(std::vector<std::string>& notes, std::vector<std::string> more) {
    notes.insert(notes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// How much there is to show; a photo is worth `still_length`.
Ms shown_once(const std::vector<ClipProfile>& profiles, Ms still_length) {
    Ms sum{};
    for (const ClipProfile& profile : profiles) {
        if (profile.usable().empty()) continue;
        sum += profile.still() ? still_length : total(profile.usable());
    }
    return sum;
}

/// As long as equal cuts can go on without showing anything twice: whole steps of every clip.
Ms length_without_song(const std::vector<ClipSource>& clips, Pace pace) {
    const Us step = equal_step(pace);
    Us whole_steps{};
    Us all{};
    for (const ClipSource& clip : clips) {
        const Us shown = clip.kind == MediaKind::Still ? step : clip.duration;
        whole_steps += shown - shown % step;
        all += shown;
    }
    return std::chrono::floor<Ms>(whole_steps > Us{0} ? whole_steps : all);
}

bool has_song(const EditInputs& inputs) {
    return !inputs.songs.empty() && inputs.songs.front().grid.duration() >= Ms{1};
}

/// The rhythm and the music of a music video; without a song, silence as long as the clips.
LaidSong rhythm_of(const EditInputs& inputs, const EditSettings& settings, const CutPlan& plan,
                   const std::vector<ClipProfile>& profiles) {
    if (!has_song(inputs)) {
        const Ms length = settings.length.value_or(length_without_song(inputs.clips, pace_of(plan)));
        return {
            silent_grid(length), {}, {"no song: equal cuts with the clips' own sound; add a song to cut on its beats"}};
    }
    const SongSource& song = inputs.songs.front();
    std::optional<Ms> length = settings.length;
    if (!length && settings.length_from == LengthFrom::Video) {
        length = std::max(Ms{1}, shown_once(profiles, settings.still_length));
    }
    const StartChoice start = song_start(song, settings, length);
    if (!length) length = std::max(Ms{1}, std::chrono::floor<Ms>(song.grid.duration()) - start.in);
    LaidSong laid = lay_song(song, *length, start);
    if (song.grid.beats().empty() || !song.grid.musical()) {
        laid.notes.push_back(fmt::format("{}: no steady beat was found, the cuts are equally spaced", song.name));
    }
    if (inputs.songs.size() > 1) laid.notes.push_back(fmt::format("{}: the first of the songs is used", song.name));
    laid.notes.emplace_back("the clips' own sound is off");
    return laid;
}

/// Shots of the clips on the beats of `song`.
Montage on_beats(const EditInputs& inputs, const EditSettings& settings, const CutPlan& plan,
                 std::vector<ClipProfile> profiles, const LaidSong& song, const OutputClock& clock) {
    // Rounded like every cut, but never to a frame that the music does not reach.
    const std::int64_t within = clock.whole_frames(std::chrono::floor<Ms>(song.grid.duration()));
    MontageOrder order{clock, std::max<std::int64_t>(1, std::min(clock.nearest(ending(song.grid)), within)), plan};
    order.own_volume = song.segments.empty() ? 1 : 0;
    // As long as the footage is as long as nothing is shown twice.
    const bool by_footage = !settings.length && settings.length_from == LengthFrom::Video && has_song(inputs);
    order.plan.no_repeats = plan.no_repeats || by_footage;
    return plan_montage(inputs.clips, std::move(profiles), song.grid, order, settings);
}

void require(bool holds, const char* otherwise) {
    if (!holds) throw Error(ErrorCode::EditUnclear, otherwise);
}

void check_settings(const EditSettings& settings) {
    require(!settings.length || *settings.length > Ms{0}, "length: is not positive; give a length such as 30s");
    require(!settings.rate || (settings.rate->num > 0 && settings.rate->den > 0),
            "frame rate: is not positive; give a rate such as 30");
    require(settings.still_length > Ms{0}, "still length: is not positive; give a length such as 3s");
}

}  // namespace

PlannedDraft plan_music_video(const EditInputs& inputs, const EditSettings& settings, const CutPlan& plan) {
    check_settings(settings);
    require(!inputs.clips.empty(), "clips: there are none; add at least one video or photo");
    PlannedDraft planned = empty_plan(inputs, settings);
    Draft& draft = planned.draft;
    const OutputClock clock(draft.rate);
    std::vector<ClipProfile> profiles = profiles_of(inputs.clips, settings.excluded);
    LaidSong song = rhythm_of(inputs, settings, plan, profiles);
    Montage montage = !has_song(inputs) && settings.pins.empty() && somebody_speaks(inputs.clips)
                          ? plan_talk(inputs.clips, profiles, clock, pace_of(plan), settings)
                          : on_beats(inputs, settings, plan, std::move(profiles), song, clock);
    draft.duration = clock.begin_of(montage.frames);
    add_track(draft, TrackType::Video, std::move(montage.segments));
    end_music(song.segments, draft.duration);
    add_track(draft, TrackType::Audio, std::move(song.segments));
    if (!settings.title.empty())
        add_track(draft, TrackType::Text, {edit::title(settings.title, opening(draft.duration))});
    draft.plan = plan;
    append(planned.notes, std::move(song.notes));
    append(planned.notes, std::move(montage.notes));
    return planned;
}

}  // namespace takt
