// SPDX-License-Identifier: GPL-3.0-or-later
// A draft in whole frames of its rate: what every exchange format writes in its own words. A clip ends on the frame on
// which the next one begins, because both come from the same millisecond.
//
//     draft ms        0         1067       1500          2500
//     frame at 30     0          32         45            75
//     track           |-- clip --|-- gap ---|--- clip ----|      pieces: no holes, the sum is the draft's frames
#pragma once

#include "takt/exchange.h"

#include <cstdint>
#include <string>
#include <vector>

namespace takt::timeline {

/// A stretch of a track, half-open, in frames of the output.
struct Piece {
    const Segment* segment = nullptr;  ///< in the draft, which outlives this; null for a gap
    SourceFacts source;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t source_begin = 0;   ///< where in the source, in frames of the output rate from its start
    std::int64_t source_frames = 0;  ///< how many of those it covers; 0 when the picture stands
    std::int64_t lead_in = 0;        ///< of the transition it begins with: frames before `begin`
    std::int64_t lead_out = 0;       ///< and from `begin` on; both 0 for a cut

    [[nodiscard]] std::int64_t frames() const { return end - begin; }
    [[nodiscard]] bool is_gap() const { return segment == nullptr; }
    [[nodiscard]] bool cuts() const { return lead_in + lead_out == 0; }
    [[nodiscard]] bool is_still() const { return source.has_video && source.duration == Us{0}; }
};

/// Gapless from 0 to the timeline's last frame.
struct FrameTrack {
    TrackType type = TrackType::Video;
    std::vector<Piece> pieces;
};

struct FrameBeat {
    std::int64_t frame = 0;
    Us time{};
    std::string name;  ///< "bar 3" on a downbeat, else "beat"
    bool downbeat = false;
};

struct FrameTimeline {
    std::string title;  ///< one line of UTF-8, never empty
    FrameRate rate;
    Size canvas;
    std::int64_t frames = 0;
    std::vector<FrameTrack> tracks;  ///< of the types we know, in the draft's order
    std::vector<FrameBeat> beats;    ///< those within the timeline

    /// The first track of this type, or null.
    [[nodiscard]] const FrameTrack* track(TrackType type) const;
};

/// Segments shorter than half a frame are left out. Throws as timeline_document does.
[[nodiscard]] FrameTimeline on_frames(const Draft& draft, const std::vector<Beat>& beats, const SourceLookup& lookup);

/// What people call the piece: its name, else its text, else the last part of its address.
[[nodiscard]] std::string piece_name(const Piece& piece);

}  // namespace takt::timeline
