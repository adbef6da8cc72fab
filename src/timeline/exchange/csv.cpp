// SPDX-License-Identifier: GPL-3.0-or-later
// A row for each shot, for spreadsheets. RFC 4180 but for bare line feeds; times have a point whatever the locale.
#include "timeline/exchange/formats.h"
#include "timeline/exchange/timecode.h"
#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace takt::timeline {
namespace {

constexpr const char* kHeader =
    "number,time_s,time_ms,timecode,frame,clip,source_in_s,source_out_s,transition,nearest_beat_s,beat_distance_ms,"
    "reason\n";

/// Spreadsheets run what begins like a formula; behind an apostrophe it is text.
std::string quoted(const std::string& text) {
    std::string field =
        !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos ? "\"'" : "\"";
    for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
    return field + "\"";
}

const FrameBeat* nearest_beat(const FrameTimeline& timeline, Us time) {
    const auto& beats = timeline.beats;
    const auto after = std::lower_bound(beats.begin(), beats.end(), time,
                                        [](const FrameBeat& beat, Us moment) { return beat.time < moment; });
    if (beats.empty()) return nullptr;
    if (after == beats.begin()) return &*after;
    const bool earlier = after == beats.end() || time - std::prev(after)->time <= after->time - time;
    return earlier ? &*std::prev(after) : &*after;
}

/// "1.500000,-12": < 0 when the shot begins before the beat. Both empty without beats.
std::string beat_fields(const FrameTimeline& timeline, Us time) {
    const FrameBeat* beat = nearest_beat(timeline, time);
    if (beat == nullptr) return ",";
    return fmt::format("{:.6f},{}", seconds(beat->time), to_ms(time - beat->time).count());
}

std::string row(int number, const Piece& piece, const FrameTimeline& timeline, const std::optional<Timecode>& clock) {
    const Segment& segment = *piece.segment;
    const Us source_end = segment.source_begin + (segment.speed == 0 ? Us{0} : segment.source_duration());
    const TransitionKind kind = piece.cuts() ? TransitionKind::Cut : segment.transition.kind;
    return fmt::format("{},{:.3f},{},{},{},{},{:.3f},{:.3f},{},{},{}\n", number, seconds(segment.start),
                       segment.start.count(), clock ? clock->at(piece.begin) : "", piece.begin,
                       quoted(piece_name(piece)), seconds(segment.source_begin), seconds(source_end), kind_text(kind),
                       beat_fields(timeline, segment.start), quoted(one_line(segment.reason)));
}

}  // namespace

std::string csv_document(const FrameTimeline& timeline) {
    std::string text = kHeader;
    const FrameTrack* video = timeline.track(TrackType::Video);
    if (video == nullptr) return text;
    const std::optional<Timecode> clock = Timecode::of(timeline.rate);
    int number = 0;
    for (const Piece& piece : video->pieces) {
        if (!piece.is_gap()) text += row(++number, piece, timeline, clock);
    }
    return text;
}

}  // namespace takt::timeline
