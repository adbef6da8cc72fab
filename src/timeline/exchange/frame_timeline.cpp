// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/frame_timeline.h"

#include "takt/error.h"

#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace takt::timeline {
namespace {

/// Timecode counts to a day; far below what overflows a count of frames.
constexpr Ms kLongest = std::chrono::hours{24};
constexpr int kMaxRatePart = 10'000'000;

void require_unbroken(const Draft& draft) {
    const std::vector<std::string> broken = broken_invariants(draft);
    if (!broken.empty()) {
        throw Error(ErrorCode::Corrupt, fmt::format("draft: {}; fetch or make the draft again", broken.front()));
    }
    if (draft.rate.num > kMaxRatePart || draft.rate.den > kMaxRatePart) {
        throw Error(ErrorCode::Corrupt, "draft: its frame rate is absurd; fetch or make the draft again");
    }
}

class Counting {
public:
    explicit Counting(FrameRate rate) : rate_(rate) {}

    [[nodiscard]] std::int64_t at(Ms time) const { return at(Us(std::min(time, kLongest + Ms{1}))); }
    [[nodiscard]] std::int64_t at(Us time) const {
        if (time > kLongest) {
            throw Error(ErrorCode::TooLarge,
                        "draft: it, or a source, is longer than the 24 hours of a timecode; make it shorter");
        }
        return nearest_frame(time, rate_);
    }

    [[nodiscard]] Piece piece(const Segment& segment, const SourceLookup& lookup) const {
        Piece piece{&segment, {}, at(segment.start), at(segment.end())};
        if (!segment.source.empty()) piece.source = lookup(segment.source);
        piece.source_begin = at(segment.source_begin);
        // As many as it takes on the timeline: the source's own rounding must not leave one frame over.
        piece.source_frames = segment.speed == 1 ? piece.frames() : at(segment.source_duration());
        keep_inside(piece);
        return piece;
    }

    /// Centred on the piece's begin, as it is rendered.
    void add_transition(Piece& piece, const Piece& before) const {
        const Transition& transition = piece.segment->transition;
        if (transition.kind == TransitionKind::Cut || before.is_gap()) return;
        const std::int64_t length = std::min({at(transition.duration), piece.frames(), before.frames()});
        piece.lead_in = length / 2;
        piece.lead_out = length - piece.lead_in;
    }

private:
    /// Two roundings may ask for one frame more than the source has: the one before is shown instead.
    void keep_inside(Piece& piece) const {
        if (piece.source.duration == Us{0}) return;
        const std::int64_t over = piece.source_begin + piece.source_frames - at(piece.source.duration);
        if (over == 1 && piece.source_begin > 0) --piece.source_begin;
    }

    FrameRate rate_;
};

FrameTrack counted(const Track& track, std::int64_t frames, const Counting& counting, const SourceLookup& lookup) {
    FrameTrack result{static_cast<TrackType>(track.type), {}};
    std::int64_t end = 0;
    const auto fill_to = [&](std::int64_t frame) {
        if (frame > end) result.pieces.push_back({nullptr, {}, end, frame});
        end = std::max(end, frame);
    };
    for (const Segment& segment : track.segments) {
        Piece piece = counting.piece(segment, lookup);
        if (piece.frames() == 0) continue;
        fill_to(piece.begin);
        if (!result.pieces.empty()) counting.add_transition(piece, result.pieces.back());
        end = piece.end;
        result.pieces.push_back(std::move(piece));
    }
    fill_to(frames);
    return result;
}

bool is_known(const Track& track) {
    constexpr std::array kKnown{TrackType::Video, TrackType::Audio, TrackType::Text};
    return std::any_of(kKnown.begin(), kKnown.end(), [&](TrackType type) { return track.is(type); });
}

}  // namespace

const FrameTrack* FrameTimeline::track(TrackType type) const {
    const auto found = std::find_if(tracks.begin(), tracks.end(), [&](const FrameTrack& t) { return t.type == type; });
    return found == tracks.end() ? nullptr : &*found;
}

FrameTimeline on_frames(const Draft& draft, const std::vector<Beat>& beats, const SourceLookup& lookup) {
    require_unbroken(draft);
    const Counting counting(draft.rate);
    FrameTimeline timeline{one_line(draft.title), draft.rate, draft.canvas, counting.at(draft.duration), {}, {}};
    if (timeline.title.empty()) timeline.title = "untitled";
    for (const Track& track : draft.tracks) {
        if (is_known(track)) timeline.tracks.push_back(counted(track, timeline.frames, counting, lookup));
    }
    for (const Beat& beat : beats) {
        if (beat.time < Us{0} || beat.time >= Us(draft.duration)) continue;
        const std::int64_t frame = counting.at(beat.time);
        if (frame >= timeline.frames) continue;
        const std::string name = beat.downbeat ? fmt::format("bar {}", beat.bar + 1) : "beat";
        timeline.beats.push_back({frame, beat.time, name, beat.downbeat});
    }
    return timeline;
}

std::string piece_name(const Piece& piece) {
    const Segment& segment = *piece.segment;
    if (!segment.name.empty()) return one_line(segment.name);
    return one_line(segment.text.empty() ? segment_label(segment) : segment.text);
}

}  // namespace takt::timeline
