// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the song plays when.
#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/songs.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

const SongSource& known_song(const Draft& draft, const Scene& scene, const Segment& first) {
    const SongSource* song = playing_song(draft, scene);
    if (song == nullptr) {
        unclear(fmt::format("{}: is not among the songs of this project; add it with `takt prep`", first.name));
    }
    return *song;
}

/// Plays the song anew; level, noise and the fades at both ends stay.
void play_anew(Track& music, const SongSource& song, Ms source, const Span& span, Loop loop) {
    const Segment first = music.segments.front();
    const Ms fade_out = music.segments.back().fade_out;
    std::vector<Segment> segments = played(song, source, span, loop);
    if (segments.empty()) unclear(fmt::format("{}: nothing of it would be heard; name an earlier moment", song.name));
    for (Segment& segment : segments) {
        segment.volume = first.volume;
        segment.denoise = first.denoise;
    }
    if (first.fade_in > segments.front().fade_in) {
        segments.front().fade_in = std::min(first.fade_in, segments.front().duration);
    }
    segments.back().fade_out = std::min(fade_out, segments.back().duration - segments.back().fade_in);
    music.segments = std::move(segments);
}

void say_cuts_stay(const Draft& draft, Scene& scene) {
    if (draft.plan) scene.note("the cuts stay where they are; say 'cut to the beat' to move them to the new beats");
}

}  // namespace

void obey(Draft& draft, const op::MusicFrom& order, Scene& scene) {
    Track& music = music_to(draft, "play from there");
    const Segment first = music.segments.front();
    const SongSource& song = known_song(draft, scene, first);
    if (order.source >= song.grid.duration()) {
        unclear(fmt::format("{}: is {} s long; name an earlier moment of it", song.name,
                            seconds_text(to_ms(song.grid.duration()))));
    }
    if (order.source == first.source_begin) {
        unclear(fmt::format("{}: begins at {} s of it already; name another moment", song.name,
                            seconds_text(order.source)));
    }
    play_anew(music, song, order.source, {first.start, music.segments.back().end()}, Loop::Yes);
    say_cuts_stay(draft, scene);
}

void obey(Draft& draft, const op::MusicAt& order, Scene& scene) {
    Track& music = music_to(draft, "move");
    const Segment first = music.segments.front();
    const Ms start = moment_of(draft, order.at);
    if (start == first.start) {
        unclear(fmt::format("music: begins at {} s already; name another moment", seconds_text(start)));
    }
    play_anew(music, known_song(draft, scene, first), first.source_begin, {start, draft.duration}, Loop::Yes);
    say_cuts_stay(draft, scene);
}

void obey(Draft& draft, const op::FitMusic& order, Scene& scene) {
    Track& music = music_to(draft, "fit");
    if (music.segments.back().end() == draft.duration) {
        scene.note("the music ends with the video already");
        return;
    }
    const SongSource& song = known_song(draft, scene, music.segments.front());
    play_on(music.segments, song, draft.duration, order.loop ? Loop::Yes : Loop::No);
    const Ms ends = music.segments.back().end();
    if (ends < draft.duration) {
        scene.note(fmt::format("music: ends at {} s, there is no more of it", seconds_text(ends)));
    }
}

}  // namespace takt::edit
