// SPDX-License-Identifier: GPL-3.0-or-later
// Operations of the editor on when and how long: cuts and beats, time, order. See edit_op.h.
#pragma once

#include "takt/draft.h"
#include "takt/edit_target.h"

#include <optional>
#include <vector>

namespace takt::op {

// Cuts and beats.
struct CutToBeat {
    CutUnit unit = CutUnit::Auto;
    int every = 1;
    bool operator==(const CutToBeat&) const = default;
};
/// Existing cuts move to the nearest beat or downbeat; order and count stay.
struct SnapCuts {
    bool downbeats = false;
    bool operator==(const SnapCuts&) const = default;
};
struct ShiftCuts {
    Ms by{};
    bool operator==(const ShiftCuts&) const = default;
};
/// +1: cut more often, -1: calmer.
struct ChangePace {
    int steps = 1;
    bool operator==(const ChangePace&) const = default;
};
/// Of the song as it is counted: bpm, or level +1 for double, -1 for half.
struct SetTempo {
    std::optional<double> bpm;
    int level = 0;
    bool operator==(const SetTempo&) const = default;
};
/// Shots of every clip on the song's beats. Absent length: the song's.
struct MusicVideo {
    bool transitions = false;
    std::optional<Ms> length;
    bool operator==(const MusicVideo&) const = default;
};
struct ShotPolicy {
    bool use_all = true;
    bool no_repeats = true;
    bool operator==(const ShotPolicy&) const = default;
};
struct EndOnBeat {
    bool operator==(const EndOnBeat&) const = default;
};

// Time.
struct RemoveStretches {
    std::vector<Stretch> stretches;
    bool operator==(const RemoveStretches&) const = default;
};
struct KeepStretches {
    std::vector<Stretch> stretches;
    bool operator==(const KeepStretches&) const = default;
};
/// Cut from the begin and the end of each; later clips move up.
struct TrimClips {
    Target target;
    Ms head{};
    Ms tail{};
    bool operator==(const TrimClips&) const = default;
};
/// As long as this, from their begin; photos are held.
struct SetClipLength {
    Target target;
    Ms length{};
    bool operator==(const SetClipLength&) const = default;
};
struct Split {
    std::vector<Moment> at;
    bool operator==(const Split&) const = default;
};
struct RemoveSilence {
    bool operator==(const RemoveSilence&) const = default;
};
/// Shaky, blurred, black or standing stretches.
enum class Flaw { Shaky, Blurred, Black, Frozen };
struct RemoveFlaws {
    Flaw flaw = Flaw::Shaky;
    bool operator==(const RemoveFlaws&) const = default;
};
/// The best stretches, in order.
struct Highlight {
    Ms length{};
    bool operator==(const Highlight&) const = default;
};
enum class Bound { Exactly, AtMost, AtLeast, About };
struct SetLength {
    Ms length{};
    Bound bound = Bound::Exactly;
    bool operator==(const SetLength&) const = default;
};
/// Several videos of one project.
struct MakeLengths {
    std::vector<Ms> lengths;
    bool operator==(const MakeLengths&) const = default;
};
/// Every clip once, one behind the other.
struct Join {
    std::optional<Ms> each;
    bool operator==(const Join&) const = default;
};
/// `factor` of the recorded speed, or, when relative, of the present one.
struct ChangeSpeed {
    Target target;
    double factor = 1;
    bool relative = false;
    bool keep_pitch = true;
    bool operator==(const ChangeSpeed&) const = default;
};
struct Reverse {
    Target target;
    bool operator==(const Reverse&) const = default;
};
struct Freeze {
    Moment at;
    Ms length{2000};
    bool operator==(const Freeze&) const = default;
};
/// A wish about the output that is no change of the timeline: no more than this many lines.
struct LimitHeight {
    int lines = 1440;
    bool operator==(const LimitHeight&) const = default;
};

// Order.
struct DeleteClips {
    Target target;
    bool operator==(const DeleteClips&) const = default;
};
struct KeepClips {
    Target target;
    bool operator==(const KeepClips&) const = default;
};
/// To the place of clip `to`, as numbers were before.
struct MoveClip {
    int clip = 1;
    int to = 1;
    bool operator==(const MoveClip&) const = default;
};
struct SwapClips {
    int a = 1;
    int b = 2;
    bool operator==(const SwapClips&) const = default;
};
struct DuplicateClips {
    Target target;
    bool operator==(const DuplicateClips&) const = default;
};
enum class SortKey { Filmed, Name, Length, Random, Backwards };
struct SortClips {
    SortKey by = SortKey::Filmed;
    bool operator==(const SortClips&) const = default;
};
/// Photos held and moved slowly.
struct Slideshow {
    std::optional<Ms> length;
    bool operator==(const Slideshow&) const = default;
};

}  // namespace takt::op
