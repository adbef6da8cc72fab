// SPDX-License-Identifier: GPL-3.0-or-later
// Operations of the editor on what is seen: transitions, text, picture. See edit_op.h.
#pragma once

#include "takt/edit_target.h"
#include "takt/media_info.h"
#include "takt/segment.h"

#include <optional>
#include <string>

namespace takt::op {

// Transitions. Everywhere, unless a moment (the nearest cut) or a clip (its begin) is named.
struct Where {
    std::optional<Moment> at;
    std::optional<int> before_clip;
    bool operator==(const Where&) const = default;
};
/// An absent length is half a second, a tenth for a flash.
struct SetTransition {
    TransitionKind kind = TransitionKind::Crossfade;
    std::optional<Ms> length;
    Side from = Side::Right;
    Where where;
    bool operator==(const SetTransition&) const = default;
};
struct RemoveTransitions {
    Where where;
    bool operator==(const RemoveTransitions&) const = default;
};

// Text.
struct StyleChange {
    std::optional<TextPlace> place;
    std::optional<double> size;   ///< 1 is usual
    std::optional<double> scale;  ///< of the present size
    std::optional<std::string> colour;
    std::optional<bool> bold;
    std::optional<bool> italic;
    std::optional<bool> box;
    bool operator==(const StyleChange&) const = default;
};
/// An absent stretch: the first 3 s of a title, or of a caption.
struct AddText {
    std::string text;
    std::optional<Stretch> stretch;
    bool caption = false;
    StyleChange style;
    bool operator==(const AddText&) const = default;
};
/// Absent fields stay.
struct ChangeText {
    Target target{Target::Kind::Titles, {}, {}};
    std::optional<std::string> text;
    std::optional<Moment> begin;
    std::optional<Moment> end;
    StyleChange style;
    bool operator==(const ChangeText&) const = default;
};
struct RemoveText {
    Target target{Target::Kind::Titles, {}, {}};
    bool operator==(const RemoveText&) const = default;
};
/// From the subtitle file of this name; empty: the one that is there.
struct AddCaptions {
    std::string file;
    bool operator==(const AddCaptions&) const = default;
};

// Picture.
/// Absent fit: as it is. Width to height, 16:9 as {16, 9}.
struct SetAspect {
    Size ratio{16, 9};
    std::optional<Fit> fit;
    bool operator==(const SetAspect&) const = default;
};
struct SetFit {
    Fit fit = Fit::Blur;
    Target target;
    bool operator==(const SetFit&) const = default;
};
/// Black bars that leave this width to height; 0 takes them away.
struct SetLetterbox {
    double ratio = 2.39;
    bool operator==(const SetLetterbox&) const = default;
};
/// The crop goes where the motion is.
struct FollowSubject {
    Target target;
    bool operator==(const FollowSubject&) const = default;
};
struct Rotate {
    Target target;
    int degrees = 90;
    bool operator==(const Rotate&) const = default;
};  ///< clockwise, added
struct Flip {
    Target target;
    bool vertical = false;
    bool operator==(const Flip&) const = default;
};
struct Zoom {
    Target target;
    double factor = 1.3;
    bool gradual = false;
    bool operator==(const Zoom&) const = default;
};  ///< < 1 out
struct KenBurns {
    Target target;
    bool on = true;
    bool operator==(const KenBurns&) const = default;
};
/// Added to what is there, limited to the ranges of Look; `plain` forgets all adjustments first.
struct AdjustLook {
    Target target;
    Look by;
    bool plain = false;
    bool operator==(const AdjustLook&) const = default;
};
struct Stabilise {
    Target target;
    bool on = true;
    bool operator==(const Stabilise&) const = default;
};

}  // namespace takt::op
