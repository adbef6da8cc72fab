// SPDX-License-Identifier: GPL-3.0-or-later
// CMX 3600: an event a shot, then one a piece of music. What the format cannot say (titles, the kind of a transition)
// stands in comments. A dissolve begins where its event does, so that events begin before the centre of a transition:
//
//     draft    |---- a ----|x|---- b ----|      x: the transition, centred on b's begin
//     events   |--- a ---||----- b ------|      b: D, of the transition's length
#include "takt/error.h"

#include "timeline/exchange/formats.h"
#include "timeline/exchange/reels.h"
#include "timeline/exchange/timecode.h"
#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace takt::timeline {
namespace {

constexpr int kMostEvents = 999;

Timecode clock_of(FrameRate rate) {
    if (const auto clock = Timecode::of(rate)) return *clock;
    throw Error(ErrorCode::EditUnsupported,
                fmt::format("edl: {:.5g} frames a second have no timecode; export otio or fcpxml", rate.fps()));
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// "C", "D", or the number of a wipe: SMPTE 001 moves across, 002 moves down.
std::string effect_code(const Transition& transition) {
    if (transition.kind == TransitionKind::Cut) return "C";
    if (transition.kind != TransitionKind::Wipe) return "D";
    return transition.from == Side::Left || transition.from == Side::Right ? "W001" : "W002";
}

struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

struct Marker {
    std::int64_t frame;
    const char* colour;
    std::string name;
};

/// Titles and beats, in their order.
std::vector<Marker> markers_of(const FrameTimeline& timeline) {
    std::vector<Marker> markers;
    for (const FrameTrack& track : timeline.tracks) {
        if (track.type != TrackType::Text) continue;
        for (const Piece& piece : track.pieces) {
            if (!piece.is_gap()) markers.push_back({piece.begin, "MAGENTA", one_line(piece.segment->text)});
        }
    }
    for (const FrameBeat& beat : timeline.beats) {
        markers.push_back({beat.frame, beat.downbeat ? "RED" : "GREEN", beat.name});
    }
    std::stable_sort(markers.begin(), markers.end(),
                     [](const Marker& a, const Marker& b) { return a.frame < b.frame; });
    return markers;
}

class Writer {
public:
    explicit Writer(const FrameTimeline& timeline)
        : timeline_(timeline), clock_(clock_of(timeline.rate)), markers_(markers_of(timeline)) {}

    std::string document() {
        text_ = fmt::format("TITLE: {}\nFCM: {}\n", timeline_.title, clock_.drops() ? "DROP FRAME" : "NON-DROP FRAME");
        if (const FrameTrack* video = timeline_.track(TrackType::Video)) write_pictures(*video);
        int channel = 2;  // the clips' own sound is on the first
        for (const FrameTrack& track : timeline_.tracks) {
            if (track.type == TrackType::Audio) write_sound(track, fmt::format("A{}", channel++));
        }
        write_markers(timeline_.frames);
        return std::move(text_);
    }

private:
    void write_pictures(const FrameTrack& video) {
        const std::vector<Piece>& pieces = video.pieces;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Piece& piece = pieces[i];
            const Range range{piece.begin - lead(piece),
                              i + 1 < pieces.size() ? piece.end - lead(pieces[i + 1]) : piece.end};
            const bool heard = !piece.is_gap() && piece.source.has_sound && piece.segment->volume > 0;
            const std::string channel = heard ? "B" : "V";
            count_event();
            if (!piece.cuts()) {
                const std::int64_t last = source_range(pieces[i - 1], {range.begin, range.begin}).begin;
                write_line(pieces[i - 1], channel, "C", 0, {last, last}, {range.begin, range.begin});
            }
            write_event(piece, channel, range);
            write_names(i == 0 ? nullptr : &pieces[i - 1], piece);
            write_markers(range.end);
        }
    }

    void write_sound(const FrameTrack& track, const std::string& channel) {
        for (const Piece& piece : track.pieces) {
            if (piece.is_gap()) continue;
            count_event();
            write_event(piece, channel, {piece.begin, piece.end});
            write_names(nullptr, piece);
        }
    }

    void count_event() {
        if (++events_ <= kMostEvents) return;
        throw Error(ErrorCode::TooLarge,
                    fmt::format("edl: more than the {} events of the format; export otio or fcpxml", kMostEvents));
    }

    /// How far its event begins before the piece: as far as the source has pictures there.
    static std::int64_t lead(const Piece& piece) {
        if (piece.lead_in == 0) return 0;
        const double speed = piece.segment->speed;
        if (piece.segment->reversed || speed == 0) return piece.lead_in;
        return std::min(piece.lead_in, static_cast<std::int64_t>(static_cast<double>(piece.source_begin) / speed));
    }

    /// What of the source `range` of the timeline shows; a little more than the piece around transitions.
    static Range source_range(const Piece& piece, Range range) {
        const std::int64_t length = range.end - range.begin;
        if (piece.is_gap()) return {0, length};
        const double speed = piece.segment->speed;
        if (speed == 0) return {piece.source_begin, piece.source_begin + length};
        const std::int64_t ahead = piece.segment->reversed ? piece.end - range.end : range.begin - piece.begin;
        const std::int64_t begin = piece.source_begin + std::llround(static_cast<double>(ahead) * speed);
        return {begin, begin + std::llround(static_cast<double>(length) * speed)};
    }

    void write_event(const Piece& piece, const std::string& channel, Range range) {
        const Transition cut;
        const Range source = source_range(piece, range);
        write_line(piece, channel, effect_code(piece.cuts() ? cut : piece.segment->transition),
                   std::min(piece.lead_in + piece.lead_out, range.end - range.begin), source, range);
        if (piece.is_gap() || (piece.segment->speed == 1 && !piece.segment->reversed)) return;
        const double rate = piece.segment->speed * clock_.frames_per_second();
        text_ += fmt::format("M2   {:<8} {:0{}.1f} {:>32}\n", reels_.of(piece), piece.segment->reversed ? -rate : rate,
                             piece.segment->reversed ? 6 : 5,
                             clock_.at(piece.segment->reversed ? source.end - 1 : source.begin));
    }

    void write_line(const Piece& piece, const std::string& channel, const std::string& effect, std::int64_t length,
                    Range source, Range record) {
        const std::int64_t hour = clock_.hour();
        const std::string frames = effect == "C" ? "" : fmt::format("{:03}", length);
        text_ += fmt::format("{:03}  {:<8} {:<5} {:<4} {:<3} {} {} {} {}\n", events_, reels_.of(piece), channel, effect,
                             frames, clock_.at(source.begin), clock_.at(source.end), clock_.at(hour + record.begin),
                             clock_.at(hour + record.end));
    }

    void write_names(const Piece* before, const Piece& piece) {
        const bool mixes = !piece.cuts();
        if (mixes) {
            text_ += fmt::format("* EFFECT NAME: {}\n", upper(kind_text(piece.segment->transition.kind)));
            text_ += fmt::format("* FROM CLIP NAME: {}\n", piece_name(*before));
        }
        if (piece.is_gap()) return;
        text_ += fmt::format("* {} CLIP NAME: {}\n", mixes ? "TO" : "FROM", piece_name(piece));
        if (!piece.source.address.empty()) text_ += fmt::format("* SOURCE FILE: {}\n", one_line(piece.source.address));
        if (!piece.segment->reason.empty()) text_ += fmt::format("* COMMENT: {}\n", one_line(piece.segment->reason));
    }

    /// Those before `end` that are not written yet.
    void write_markers(std::int64_t end) {
        for (; next_marker_ < markers_.size() && markers_[next_marker_].frame < end; ++next_marker_) {
            const Marker& marker = markers_[next_marker_];
            text_ += fmt::format("* LOC: {} {:<7} {}\n", clock_.at(clock_.hour() + marker.frame), marker.colour,
                                 marker.name);
        }
    }

    const FrameTimeline& timeline_;
    Timecode clock_;
    std::vector<Marker> markers_;
    std::size_t next_marker_ = 0;
    Reels reels_;
    int events_ = 0;
    std::string text_;
};

}  // namespace

std::string edl_document(const FrameTimeline& timeline) {
    return Writer(timeline).document();
}

}  // namespace takt::timeline
