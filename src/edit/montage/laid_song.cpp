// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/laid_song.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt::edit {
namespace {

Ms floor_ms(Us time) {
    return std::chrono::floor<Ms>(time);
}

/// A stretch of the song at a place of the timeline.
struct Piece {
    Ms start;
    Ms in;
    Ms duration;
    [[nodiscard]] Us moved(Us song_time) const { return song_time - in + start; }
    [[nodiscard]] TimeRange of_song() const { return {in, in + duration}; }
};

std::optional<TimeRange> loop_of(const BeatGrid& grid) {
    const std::vector<Us> bars = bar_lines(grid);
    TimeRange loop{Us{0}, grid.duration()};
    if (bars.size() > 1) loop = {bars.front(), bars.back()};
    return loop.duration() < kShortestLoop ? std::nullopt : std::optional(loop);
}

/// From `in` on; where the song's end comes before the video's, it goes on at the first bar line.
std::vector<Piece> pieces_of(const BeatGrid& grid, Ms length, Ms in) {
    const Ms song = floor_ms(grid.duration());
    if (song - in >= length) return {{Ms{0}, in, length}};
    const std::optional<TimeRange> loop = loop_of(grid);
    if (!loop) return song > in ? std::vector<Piece>{{Ms{0}, in, song - in}} : std::vector<Piece>{};
    const Ms begin = floor_ms(loop->begin);
    const Ms end = floor_ms(loop->end);
    const Ms first = (in < end ? end : song) - in;
    std::vector<Piece> pieces{{Ms{0}, in, std::min(first, length)}};
    for (Ms at = first; at < length; at += end - begin) {
        pieces.push_back({at, begin, std::min(end - begin, length - at)});
    }
    return pieces;
}

BeatGrid grid_of(const BeatGrid& song, const std::vector<Piece>& pieces, Ms length) {
    BeatGrid::Parts parts{song.source(), length, song.musical(), song.tempo(), song.meter(), {}, {}};
    int bar = -1;
    for (const Piece& piece : pieces) {
        for (Beat beat : song.in(piece.of_song())) {
            bar += beat.downbeat ? 1 : 0;
            beat.time = piece.moved(beat.time);
            beat.bar = bar;
            parts.beats.push_back(beat);
        }
        for (Section section : song.sections()) {
            section.range.begin = piece.moved(std::max<Us>(section.range.begin, piece.in));
            section.range.end = piece.moved(std::min<Us>(section.range.end, piece.of_song().end));
            if (section.range.duration() > Us{0}) parts.sections.push_back(section);
        }
    }
    return BeatGrid(std::move(parts));
}

std::vector<Segment> segments_of(const SongSource& song, const std::vector<Piece>& pieces) {
    std::vector<Segment> segments;
    for (const Piece& piece : pieces) {
        Segment segment;
        segment.start = piece.start;
        segment.duration = piece.duration;
        segment.name = song.name;
        segment.source = song.path;
        segment.source_begin = piece.in;
        segment.fade_in = piece.in > Ms{0} ? std::min(kJointFadeIn, piece.duration) : Ms{0};
        segment.reason = segments.empty() ? "" : "the song again, from a bar line";
        if (!segments.empty()) segments.back().fade_out = std::min(kJointFadeOut, segments.back().duration);
        segments.push_back(std::move(segment));
    }
    return segments;
}

}  // namespace

LaidSong lay_song(const SongSource& song, Ms length, const StartChoice& start) {
    const std::vector<Piece> pieces = pieces_of(song.grid, length, start.in);
    LaidSong laid{grid_of(song.grid, pieces, length), segments_of(song, pieces), {}};
    if (!start.why.empty()) {
        laid.notes.push_back(fmt::format("{}: starts at {:.1f} s, {}", song.name, seconds(start.in), start.why));
    }
    if (pieces.size() > 1) {
        laid.notes.push_back(fmt::format("{}: shorter than the video, it plays {} times, joined on bar lines",
                                         song.name, pieces.size()));
    } else if (pieces.empty() || pieces.front().duration < length) {
        laid.notes.push_back(fmt::format("{}: too short to repeat, it plays once", song.name));
    }
    return laid;
}

BeatGrid silent_grid(Ms length) {
    BeatGrid::Parts parts;
    parts.duration = length;
    return BeatGrid(std::move(parts));
}

Us ending(const BeatGrid& grid) {
    constexpr Us kNear{10'000'000};
    const std::vector<Us> lines = bar_lines(grid);
    const bool near = !lines.empty() && grid.duration() - lines.back() <= kNear && 2 * lines.back() >= grid.duration();
    return near ? lines.back() : grid.duration();
}

void end_music(std::vector<Segment>& segments, Ms duration) {
    constexpr Ms kFade{1500};
    std::erase_if(segments, [&](const Segment& s) { return s.start >= duration; });
    if (segments.empty()) return;
    Segment& last = segments.back();
    last.duration = std::min(last.duration, duration - last.start);
    last.fade_in = std::min(last.fade_in, last.duration / 2);
    last.fade_out = std::min(kFade, last.duration - last.fade_in);
}

}  // namespace takt::edit
