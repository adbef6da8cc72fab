// SPDX-License-Identifier: GPL-3.0-or-later
// Clips and songs as measured, made without any media.
#pragma once

#include "takt/edit.h"

#include <string>
#include <utility>
#include <vector>

namespace takt::edit_tests {

/// A song at a constant tempo in 4/4 that begins on a bar line; equally long sections of these energies.
inline BeatGrid steady_grid(double bpm, double duration_s, const std::vector<double>& energies = {1}, int meter = 4) {
    BeatGrid::Parts parts;
    parts.duration = from_seconds(duration_s);
    parts.musical = true;
    parts.tempo.bpm = bpm;
    parts.tempo.confidence = 1;
    parts.meter = meter;
    for (int i = 0; from_seconds(i * 60 / bpm) < parts.duration; ++i) {
        parts.beats.push_back({from_seconds(i * 60 / bpm), 0.5, i % meter == 0, i / meter});
    }
    const double part = duration_s / static_cast<double>(energies.size());
    for (std::size_t i = 0; i < energies.size(); ++i) {
        const auto n = static_cast<double>(i);
        parts.sections.push_back({{from_seconds(n * part), from_seconds((n + 1) * part)}, energies[i], ""});
    }
    return BeatGrid(std::move(parts));
}

inline BeatGrid beatless_grid(double duration_s) {
    BeatGrid::Parts parts;
    parts.duration = from_seconds(duration_s);
    return BeatGrid(std::move(parts));
}

inline SongSource song(BeatGrid grid, const std::string& name = "song.mp3") {
    return {name, "media/" + name, std::move(grid), {}, {}};
}

inline ClipSource clip(const std::string& name, double duration_s) {
    ClipSource made;
    made.name = name;
    made.path = "media/" + name;
    made.duration = from_seconds(duration_s);
    made.display = {1920, 1080};
    made.has_sound = true;
    made.measures.seconds.assign(static_cast<std::size_t>(duration_s), PictureSecond{0.5, 0.1, 0.3});
    return made;
}

inline ClipSource still(const std::string& name) {
    ClipSource made = clip(name, 0);
    made.kind = MediaKind::Still;
    made.has_sound = false;
    return made;
}

inline const std::vector<Segment>& segments(const Draft& draft, TrackType type);

/// Where the beats of the draft's music are on its timeline: by the music track alone.
inline std::vector<Us> heard_beats(const Draft& draft, const EditInputs& inputs) {
    std::vector<Us> heard;
    for (const Segment& music : segments(draft, TrackType::Audio)) {
        for (const SongSource& song : inputs.songs) {
            if (song.path != music.source || !song.grid.musical()) continue;
            for (const Beat& beat : song.grid.in({music.source_begin, music.source_begin + music.duration})) {
                heard.push_back(beat.time - music.source_begin + music.start);
            }
        }
    }
    return heard;
}

inline const std::vector<Segment>& segments(const Draft& draft, TrackType type) {
    static const std::vector<Segment> none;
    const Track* track = draft.track(type);
    return track ? track->segments : none;
}

}  // namespace takt::edit_tests
