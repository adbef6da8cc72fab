// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/source_map.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace takt::edit {

void refit_music(Draft& draft, Ms before, Scene& scene) {
    constexpr Ms kFrame{45};
    Track* music = music_track(draft);
    if (music == nullptr || std::chrono::abs(music->segments.back().end() - before) > kFrame) return;
    const Ms had_ended = music->segments.back().end();
    end_at(music->segments, draft.duration);
    if (music->segments.empty()) {
        scene.note("music: left out, it began after the present end");
        return;
    }
    if (draft.duration <= had_ended) return;
    const SongSource* song = scene.song(music->segments.back().source);
    if (song != nullptr) play_on(music->segments, *song, draft.duration, Loop::Yes);
    const Ms ends = music->segments.back().end();
    if (ends < draft.duration) {
        scene.note(fmt::format("music: ends at {} s, there is no more of it", seconds_text(ends)));
    }
}

std::vector<Span> heard_speech(const Draft& draft, const Scene& scene) {
    std::vector<Span> heard;
    for (const Track& track : draft.tracks) {
        if (!track.is(TrackType::Video)) continue;
        for (const Segment& segment : track.segments) {
            const ClipSource* clip = scene.clip(segment.source);
            if (clip == nullptr || segment.volume <= 0) continue;
            for (const TimeRange& speech : clip->sound.speech) {
                if (const auto shown = shown_at(segment, speech)) heard.push_back(*shown);
            }
        }
    }
    return merged(std::move(heard));
}

}  // namespace takt::edit
