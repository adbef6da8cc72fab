// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/played_music.h"

#include "edit/montage/laid_song.h"
#include "edit/montage/song_start.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace takt::edit {
namespace {

Ms floor_ms(Us time) {
    return std::chrono::floor<Ms>(time);
}

/// From the first bar line to the last, or the whole song without bars.
Span loop_of(const BeatGrid& grid) {
    const std::vector<Us> bars = bar_lines(grid);
    if (bars.size() < 2) return {Ms{0}, floor_ms(grid.duration())};
    return {floor_ms(bars.front()), floor_ms(bars.back())};
}

void set_fade_out(Segment& segment, Ms fade) {
    segment.fade_out = std::min(fade, segment.duration - std::min(segment.fade_in, segment.duration));
}

void repeat(std::vector<Segment>& segments, const Span& loop, Ms end) {
    while (segments.back().end() < end) {
        Segment again = segments.back();
        set_fade_out(segments.back(), kJointFadeOut);
        again.start = segments.back().end();
        again.source_begin = loop.begin;
        again.duration = std::min(loop.duration(), end - again.start);
        again.fade_in = std::min(kJointFadeIn, again.duration);
        again.reason = "the song again, from a bar line";
        segments.push_back(std::move(again));
    }
}

}  // namespace

void play_on(std::vector<Segment>& segments, const SongSource& song, Ms end, Loop loop) {
    Segment& last = segments.back();
    if (last.end() >= end || last.speed != 1 || last.reversed) return;
    const Ms fade = std::exchange(last.fade_out, Ms{0});
    const Span again = loop_of(song.grid);
    const bool repeats = loop == Loop::Yes && again.duration() >= kShortestLoop;
    const Ms position = last.source_begin + last.duration;
    const Ms song_end = floor_ms(song.grid.duration());
    const bool has_enough = song_end - position >= end - last.end();
    const Ms until = repeats && !has_enough && position <= again.end ? again.end : song_end;
    last.duration += std::clamp(until - position, Ms{0}, end - last.end());
    if (repeats) repeat(segments, again, end);
    set_fade_out(segments.back(), fade);
}

void end_at(std::vector<Segment>& segments, Ms end) {
    if (segments.empty() || segments.back().end() <= end) return;
    const Ms fade = segments.back().fade_out;
    std::erase_if(segments, [&](const Segment& s) { return s.start >= end; });
    if (segments.empty()) return;
    Segment& last = segments.back();
    last.duration = std::min(last.duration, end - last.start);
    last.fade_in = std::min(last.fade_in, last.duration);
    set_fade_out(last, fade);
}

std::vector<Segment> played(const SongSource& song, Ms source, const Span& on_timeline, Loop loop) {
    const Ms left = floor_ms(song.grid.duration()) - source;
    if (left <= Ms{0} || on_timeline.duration() <= Ms{0}) return {};
    Segment segment;
    segment.start = on_timeline.begin;
    segment.duration = std::min(left, on_timeline.duration());
    segment.name = song.name;
    segment.source = song.path;
    segment.source_begin = source;
    segment.fade_in = source > Ms{0} ? std::min(kJointFadeIn, segment.duration) : Ms{0};
    const Span again = loop_of(song.grid);
    if (loop == Loop::Yes && left < on_timeline.duration() && source < again.end && again.duration() >= kShortestLoop) {
        segment.duration = again.end - source;
    }
    std::vector<Segment> segments{std::move(segment)};
    play_on(segments, song, on_timeline.end, loop);
    set_fade_out(segments.back(), kMusicFadeOut);
    return segments;
}

std::vector<Beat> played_beats(const std::vector<Segment>& segments, const std::vector<SongSource>& songs) {
    std::vector<Beat> beats;
    int bar = -1;
    for (const Segment& segment : segments) {
        const auto song =
            std::find_if(songs.begin(), songs.end(), [&](const SongSource& s) { return s.path == segment.source; });
        if (song == songs.end() || segment.speed <= 0 || segment.reversed) continue;
        const Us begin = segment.source_begin;
        for (Beat beat : song->grid.in({begin, begin + segment.source_duration()})) {
            const double into = static_cast<double>((beat.time - begin).count()) / segment.speed;
            bar += beat.downbeat ? 1 : 0;
            beat.time = segment.start + Us{static_cast<std::int64_t>(into)};
            beat.bar = bar;
            beats.push_back(beat);
        }
    }
    return beats;
}

}  // namespace takt::edit
