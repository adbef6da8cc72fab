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
#include "takt/segment.h"
#include "takt/time.h"

#include <optional>
#include <string>
#include <vector>

namespace takt {

/// The service's numbers; other values exist and are kept.
enum class TrackType : int { Video = 0, Audio = 1, Text = 7 };

struct Track {
    int type = 0;  ///< a TrackType, or a number we only keep
    std::vector<Segment> segments;
    std::string unknown_json;
    [[nodiscard]] bool is(TrackType t) const { return type == static_cast<int>(t); }
    bool operator==(const Track&) const = default;
};

/// A stretch of the timeline, half-open.
struct Span {
    Ms begin{};
    Ms end{};
    [[nodiscard]] Ms duration() const { return end - begin; }
    bool operator==(const Span&) const = default;
};

/// The music is lowered while somebody speaks: it sinks in the 200 ms before and rises in the 600 ms after.
struct Ducking {
    double level = 0.25;       ///< 0..1 (-12 dB), the volume of the music meanwhile, unless it is lower anyway
    std::vector<Span> speech;  ///< on the timeline, ascending, apart
    bool operator==(const Ducking&) const = default;
};

/// How often a beat-cut draft changes its picture.
enum class CutUnit { Auto, Beat, Bar, Section };
/// How the cuts of a draft came to be, so that "a little calmer" has something to change; absent in a draft whose cuts
/// nobody planned on beats.
struct CutPlan {
    CutUnit unit = CutUnit::Auto;  ///< Auto: by `pace` and the energy of the section
    int every = 1;                 ///< that many units; 1 for Auto
    int pace = 1;                  ///< 0 calm, 1 normal, 2 fast
    Ms offset{};                   ///< cuts stand this much after their beat; < 0 before it
    bool transitions = false;      ///< crossfades where the music asks for them
    bool no_repeats = false;       ///< rather a shorter video than a shot shown twice
    bool operator==(const CutPlan&) const = default;
};

struct Draft {
    std::string title;
    Size canvas{1920, 1080};
    FrameRate rate{30, 1};
    Ms duration{};
    std::vector<Track> tracks;
    std::optional<Ducking> ducking;
    std::optional<CutPlan> plan;
    std::optional<double> loudness_lufs;  ///< integrated, of the whole; absent: what the render asks for
    std::optional<double> letterbox;      ///< width to height of what black bars leave of the canvas
    std::string unknown_json;
    bool operator==(const Draft&) const = default;

    /// The first track of this type, or null.
    [[nodiscard]] const Track* track(TrackType type) const;
    /// Something to render: at least one track holds a segment.
    [[nodiscard]] bool renderable() const;
};

/// Every broken invariant, in words; empty when the draft is sound. Segments of a track are ordered and do not overlap,
/// durations are positive, every number is in the range its field names, nothing ends after `duration`, no transition
/// is longer than either neighbour.
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
