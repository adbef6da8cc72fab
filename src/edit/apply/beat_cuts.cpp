// SPDX-License-Identifier: GPL-3.0-or-later
// Operations that plan the cuts anew on the music.
#include "takt/beat_correction.h"

#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/replan.h"
#include "edit/apply/songs.h"
#include "edit/apply/tracks.h"
#include "edit/montage/laid_song.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace takt::edit {
namespace {

/// The song that plays, or the first that has a beat, or just the first.
const SongSource& song_for_cuts(const Draft& draft, Scene& scene) {
    const SongSource* playing = playing_song(draft, scene);
    if (playing != nullptr) return *playing;
    if (const Track* music = music_track(draft)) {
        unclear(fmt::format("{}: its beats are not known; add it to the project with `takt prep`",
                            music->segments.front().name));
    }
    const std::vector<SongSource>& songs = scene.inputs.songs;
    const auto musical = std::ranges::find_if(songs, [](const SongSource& each) { return each.grid.musical(); });
    const SongSource& song = musical != songs.end() ? *musical : choose_song({}, scene);
    scene.note(fmt::format("{}: added, the cuts need its beats", song.name));
    return song;
}

CutPlan planned_or_new(const Draft& draft, const Scene& scene) {
    CutPlan plan;
    plan.pace = static_cast<int>(scene.settings.pace);
    return draft.plan.value_or(plan);
}

const CutPlan& plan_of(const Draft& draft) {
    if (!draft.plan) {
        unclear("cuts: they were not made on beats; say 'cut to the beat' first, or 'slow it down to 0.5x'");
    }
    return *draft.plan;
}

/// One step from seldom to often: sections, bars, beats, the longest first.
CutPlan denser(CutPlan plan) {
    if (plan.unit == CutUnit::Auto) {
        if (plan.pace < 2) {
            ++plan.pace;
        } else {
            plan.unit = CutUnit::Beat;
        }
    } else if (plan.every > 1) {
        plan.every /= 2;
    } else if (plan.unit == CutUnit::Section) {
        plan = {CutUnit::Bar, 4, plan.pace, plan.offset, plan.transitions, plan.no_repeats};
    } else if (plan.unit == CutUnit::Bar) {
        plan = {CutUnit::Beat, 2, plan.pace, plan.offset, plan.transitions, plan.no_repeats};
    }
    return plan;
}

CutPlan calmer(CutPlan plan) {
    constexpr int kSeldom = 16;
    if (plan.unit == CutUnit::Auto) {
        if (plan.pace > 0) {
            --plan.pace;
        } else {
            plan.unit = CutUnit::Bar;
            plan.every = 4;
        }
    } else if (plan.every < kSeldom && plan.unit != CutUnit::Section) {
        plan.every *= 2;
    }
    return plan;
}

}  // namespace

void obey(Draft& draft, const op::CutToBeat& order, Scene& scene) {
    const SongSource& song = song_for_cuts(draft, scene);
    CutPlan plan = planned_or_new(draft, scene);
    plan.unit = order.unit;
    plan.every = std::max(1, order.every);
    replan(draft, {plan, draft.duration, &song, {}}, scene);
}

void obey(Draft& draft, const op::ChangePace& order, Scene& scene) {
    CutPlan plan = plan_of(draft);
    for (int step = 0; step < order.steps; ++step) plan = denser(plan);
    for (int step = 0; step > order.steps; --step) plan = calmer(plan);
    if (plan == *draft.plan) {
        unclear(fmt::format("cuts: they are as {} as they get; say 'cut every N beats' to choose",
                            order.steps > 0 ? "frequent" : "rare"));
    }
    replan(draft, {plan, draft.duration, playing_song(draft, scene), {}}, scene);
}

void obey(Draft& draft, const op::SetTempo& order, Scene& scene) {
    SongSource song = song_for_cuts(draft, scene);
    if (order.bpm && (*order.bpm < kSlowestBpm || *order.bpm > kFastestBpm)) {
        unclear(fmt::format("{:.0f} BPM: is outside of {:.0f} to {:.0f}; name another tempo", *order.bpm, kSlowestBpm,
                            kFastestBpm));
    }
    BeatCorrection correction;
    correction.bpm = order.bpm;
    correction.level = std::clamp(order.level, -kMostLevels, kMostLevels);
    const double found = song.grid.tempo().bpm;
    song.grid = corrected(song.grid, correction);
    replan(draft, {planned_or_new(draft, scene), draft.duration, &song, {}}, scene);
    scene.note(fmt::format("{}: counted at {:.1f} BPM instead of {:.1f}; `takt beats --bpm` keeps it for later",
                           song.name, song.grid.tempo().bpm, found));
}

void obey(Draft& draft, const op::MusicVideo& order, Scene& scene) {
    const SongSource* song = scene.inputs.songs.empty() ? nullptr : &song_for_cuts(draft, scene);
    CutPlan plan = planned_or_new(draft, scene);
    plan.transitions = order.transitions;
    if (order.length && *order.length <= Ms{0}) unclear("length: is not positive; give a length such as 30s");
    const auto own_sound = draft.plan ? Replanning::OwnSound::AsIs : Replanning::OwnSound::AsPlanned;
    replan(draft, {plan, order.length ? order.length : scene.settings.length, song, own_sound}, scene);
    Track* music = music_track(draft);
    if (music == nullptr || own_sound == Replanning::OwnSound::AsIs) return;
    // Music that was low for the sake of the clips need not be so when they are silent.
    for (Segment& segment : music->segments) segment.volume = std::max(segment.volume, level_under(draft, scene));
}

void obey(Draft& draft, const op::FitVideo& /*order*/, Scene& scene) {
    const SongSource& song = song_for_cuts(draft, scene);
    replan(draft, {planned_or_new(draft, scene), std::nullopt, &song, {}}, scene);
}

void obey(Draft& draft, const op::ShotPolicy& order, Scene& scene) {
    CutPlan plan = planned_or_new(draft, scene);
    if (draft.plan && plan.no_repeats == order.no_repeats && !order.use_all) {
        unclear("shots: they are chosen like that already; ask for something else");
    }
    plan.no_repeats = order.no_repeats;
    replan(draft, {plan, draft.duration, playing_song(draft, scene), {}}, scene);
}

void obey(Draft& draft, const op::EndOnBeat& /*order*/, Scene& scene) {
    const Track& music = music_to(draft, "end on");
    const std::vector<Beat> beats = played_beats(music.segments, scene.inputs.songs);
    const OutputClock clock(draft.rate);
    Shots shots = shots_of(draft);
    const std::int64_t all = frames_of(shots);
    std::int64_t end = 0;
    for (const Beat& beat : beats) {
        if (beat.downbeat && clock.nearest(beat.time) <= all) end = std::max(end, clock.nearest(beat.time));
    }
    if (end < 1) unclear("music: no bar line was found in it; name the second to end at");
    const double bpm = playing_song(draft, scene)->grid.tempo().bpm;
    const Ms beat{bpm > 0 ? static_cast<std::int64_t>(60'000 / bpm) : 500};
    put_shots(draft, without(shots, {{end, std::max(end, all)}}, clock), scene);
    if (Track* left = music_track(draft)) {
        Segment& last = left->segments.back();
        last.fade_out = std::min({last.fade_out, beat, last.duration});
    }
    scene.note(fmt::format("ends on a bar line at {} s", seconds_text(draft.duration)));
}

}  // namespace takt::edit
