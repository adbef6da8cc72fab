// SPDX-License-Identifier: GPL-3.0-or-later
// A small draft with one of everything that the exchange formats can say, and what is known about its sources.
#pragma once

#include "takt/exchange.h"

#include <string>
#include <vector>

namespace takt::test {

inline Segment shot(const std::string& source, int start, int duration, int source_begin = 0) {
    Segment segment;
    segment.start = Ms{start};
    segment.duration = Ms{duration};
    segment.source = source;
    segment.name = source.substr(source.find_last_of('/') + 1);
    segment.source_begin = Ms{source_begin};
    return segment;
}

/// Shots a, b (crossfade), c (double speed), a hole, d (a still); music; a title.
inline Draft small_draft() {
    Draft draft;
    draft.title = "Summer & <sun>";
    draft.rate = {30, 1};
    draft.duration = Ms{8000};
    Segment second = shot("/clips/b \"two\".mp4", 2000, 2000, 1000);
    second.transition = {TransitionKind::Crossfade, Ms{400}};
    second.reason = "=the chorus begins, \"loud\"";
    second.volume = 0;
    Segment third = shot("/clips/a.mov", 4000, 1000, 500);
    third.speed = 2;
    Segment music = shot("/songs/song.mp3", 0, 8000, 12'000);
    music.volume = 0.5;
    music.fade_out = Ms{1000};
    Segment title;
    title.start = Ms{500};
    title.duration = Ms{1500};
    title.text = "Día 1";
    draft.tracks = {{0, {shot("/clips/a.mov", 0, 2000), second, third, shot("/clips/d.jpg", 6000, 2000)}, ""},
                    {1, {music}, ""},
                    {7, {title}, ""}};
    return draft;
}

inline std::vector<Beat> small_beats() {
    return {
        {Us{0}, 1, true, 0}, {Us{510'000}, 0.5, false, 0}, {Us{2'010'000}, 1, true, 1}, {Us{9'000'000}, 1, true, 2}};
}

inline SourceFacts small_facts(const std::string& source) {
    if (source.ends_with(".jpg")) return {source, Us{0}, {0, 1}, {4000, 3000}, true, false};
    if (source.ends_with(".mp3")) return {source, std::chrono::seconds{180}, {0, 1}, {}, false, true};
    return {source, std::chrono::seconds{10}, {30, 1}, {1920, 1080}, true, true};
}

}  // namespace takt::test
