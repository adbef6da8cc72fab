// SPDX-License-Identifier: GPL-3.0-or-later
// Music comes, changes and goes.
#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/replan.h"
#include "edit/apply/songs.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"
#include "edit/montage/laid_song.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

constexpr double kUnderSound = 0.35;

void set_level(std::vector<Segment>& segments, double volume) {
    for (Segment& segment : segments) segment.volume = volume;
}

/// Music under clips begins with the song unless the settings say where.
std::vector<Segment> laid(const SongSource& song, const Span& span, Scene& scene) {
    EditSettings settings = scene.settings;
    if (settings.song_start == SongStart::Best) settings.song_start = SongStart::Beginning;
    LaidSong laid = lay_song(song, span.duration(), song_start(song, settings, span.duration()));
    for (std::string& note : laid.notes) scene.note(std::move(note));
    end_music(laid.segments, span.duration());
    for (Segment& segment : laid.segments) segment.start += span.begin;
    return std::move(laid.segments);
}

void put_music(Draft& draft, std::vector<Segment> segments) {
    if (Track* music = music_track(draft)) {
        std::move(segments.begin(), segments.end(), std::back_inserter(music->segments));
    } else {
        draft.tracks.push_back({static_cast<int>(TrackType::Audio), std::move(segments), ""});
    }
}

/// The music that plays already makes room from `start` on.
void make_room(Draft& draft, const SongSource& song, Ms start, Scene& scene) {
    Track* music = music_track(draft);
    if (music == nullptr) return;
    const Segment& playing = music->segments.front();
    if (playing.source == song.path && start <= playing.start) {
        unclear(fmt::format("{}: plays already; name another song, or say 'remove the music'", song.name));
    }
    scene.note(fmt::format("{}: {} from {} s on", song.name,
                           start <= playing.start ? fmt::format("plays instead of {}", playing.name)
                                                  : fmt::format("plays after {}", playing.name),
                           seconds_text(start)));
    end_at(music->segments, start);
    if (music->segments.empty()) remove_track(draft, *music);
}

}  // namespace

double level_under(const Draft& draft, const Scene& scene) {
    const Track* video = draft.track(TrackType::Video);
    const bool audible = video && std::any_of(video->segments.begin(), video->segments.end(),
                                              [&](const Segment& s) { return s.volume > 0 && scene.has_sound(s); });
    return audible ? kUnderSound : 1;
}

void obey(Draft& draft, const op::AddMusic& order, Scene& scene) {
    const SongSource& song = choose_song(order.song, scene);
    const Ms start = moment_of(draft, order.at);
    const Track* playing = music_track(draft);
    const double level = playing ? playing->segments.front().volume : level_under(draft, scene);
    make_room(draft, song, start, scene);
    std::vector<Segment> segments = laid(song, {start, draft.duration}, scene);
    if (segments.empty()) unclear(fmt::format("{}: nothing of it would be heard; add it earlier", song.name));
    set_level(segments, level);
    if (level == kUnderSound && playing == nullptr) {
        scene.note("the music plays at 35% under the clips' own sound");
    }
    put_music(draft, std::move(segments));
}

void obey(Draft& draft, const op::ReplaceMusic& order, Scene& scene) {
    Track* music = music_track(draft);
    if (music == nullptr) {
        scene.note("there was no music to replace: it was added");
        obey(draft, op::AddMusic{order.song, {}}, scene);
        return;
    }
    const Segment first = music->segments.front();
    const Segment last = music->segments.back();
    const SongSource& song = choose_song(order.song, scene, first.source);
    if (song.path == first.source) {
        unclear(fmt::format("{}: plays already; name another song", song.name));
    }
    std::vector<Segment> segments = laid(song, {first.start, last.end()}, scene);
    if (segments.empty()) unclear(fmt::format("{}: is too short to be heard; name another song", song.name));
    set_level(segments, first.volume);
    segments.front().fade_in = std::min(first.fade_in, segments.front().duration);
    Segment& end = segments.back();
    end.fade_out = std::min(last.fade_out, end.duration - end.fade_in);
    music->segments = std::move(segments);
    if (draft.plan) replan(draft, {*draft.plan, draft.duration, &song, {}}, scene);
}

void obey(Draft& draft, const op::RemoveMusic& /*order*/, Scene& scene) {
    remove_track(draft, music_to(draft, "remove"));
    const Track* video = draft.track(TrackType::Video);
    const bool silent = std::all_of(video->segments.begin(), video->segments.end(),
                                    [&](const Segment& s) { return s.volume <= 0 || !scene.has_sound(s); });
    if (silent) scene.note("nothing is heard now; ask for 'the original sound' to hear the clips");
}

}  // namespace takt::edit
