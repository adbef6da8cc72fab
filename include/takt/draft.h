// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline both backends share: tracks of segments, in whole milliseconds. A value; edits make a new one.
// In JSON its keys are the service's (t tt sg d m); fields we do not know survive a round trip.
//
//     time 0        2000      4000          6000 ms
//     video |--clip a--|--clip b--|--clip a again--|     tt 0
//     music |----------------- song ---------------|     tt 1
//     text       |--title--|                             tt 7
#pragma once

#include "takt/media_info.h"
#include "takt/time.h"

#include <optional>
#include <string>
#include <vector>

namespace takt {

/// The service's numbers; other values exist and are kept.
enum class TrackType : int { Video = 0, Audio = 1, Text = 7 };

/// How a picture of another shape fills the canvas.
enum class Fit { Crop, Pad, Blur };

/// How a segment begins: cut, or a crossfade from the segment before it that is centred on this segment's start.
enum class TransitionKind { Cut, Crossfade };
struct Transition {
    TransitionKind kind = TransitionKind::Cut;
    Ms duration{};
    bool operator==(const Transition&) const = default;
};

struct Segment {
    Ms start{};  ///< on the timeline
    Ms duration{};
    std::string name;    ///< for people
    std::string source;  ///< path or address of the media; empty for text
    Ms source_begin{};   ///< `in`: where in the source the segment begins
    double volume = 1;   ///< 0..1, of the segment's own sound
    Ms fade_in{};        ///< of its sound (audio) or its opacity (text)
    Ms fade_out{};
    Fit fit = Fit::Crop;
    Transition transition;     ///< video only
    std::string text;          ///< text only
    std::string reason;        ///< why the planner put it here
    std::string unknown_json;  ///< fields of other writers, as a JSON object; empty when none
    [[nodiscard]] Ms end() const { return start + duration; }
    bool operator==(const Segment&) const = default;
};

struct Track {
    int type = 0;  ///< a TrackType, or a number we only keep
    std::vector<Segment> segments;
    std::string unknown_json;
    [[nodiscard]] bool is(TrackType t) const { return type == static_cast<int>(t); }
    bool operator==(const Track&) const = default;
};

struct Draft {
    std::string title;
    Size canvas{1920, 1080};
    FrameRate rate{30, 1};
    Ms duration{};
    std::vector<Track> tracks;
    std::string unknown_json;
    bool operator==(const Draft&) const = default;

    /// The first track of this type, or null.
    [[nodiscard]] const Track* track(TrackType type) const;
    /// Something to render: at least one track holds a segment.
    [[nodiscard]] bool renderable() const;
};

/// Every broken invariant, in words; empty when the draft is sound. Segments of a track are ordered and do not overlap,
/// durations are positive, volumes are 0..1, nothing ends after `duration`, a crossfade is no longer than either
/// neighbour.
[[nodiscard]] std::vector<std::string> broken_invariants(const Draft& draft);

/// A planned change of picture: a video segment's start, and how it begins.
struct Cut {
    Ms time{};
    Transition transition;
    bool operator==(const Cut&) const = default;
};

/// The starts of the video segments after the first, but of those that go on where the one before ends in its source.
[[nodiscard]] std::vector<Cut> planned_cuts(const Draft& draft);

/// One line: `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams"
/// (0-3s)`.
[[nodiscard]] std::string summary(const Draft& draft);

/// What changed between two drafts, a line each, in words; empty when nothing did.
[[nodiscard]] std::vector<std::string> diff(const Draft& before, const Draft& after);

/// Names that are not UTF-8 lose the bytes that are not.
[[nodiscard]] std::string draft_to_json(const Draft& draft);
/// Throws Corrupt; the message names the place: "draft.t[0].tt: expected a number".
[[nodiscard]] Draft draft_from_json(const std::string& text);

}  // namespace takt
