// SPDX-License-Identifier: GPL-3.0-or-later
// What the footage of one clip is worth: where it can be shown at all, and how good any stretch of it is. Every
// question about a stretch is a subtraction of running sums, so an hour of footage costs no more than a second.
#pragma once

#include "takt/edit.h"

#include "edit/montage/spans.h"

#include <vector>

namespace takt::edit {

/// Where a value stands among others: 0 the least, 1 the most, 0.5 in the middle of equals.
class Ranking {
public:
    explicit Ranking(std::vector<double> values);
    [[nodiscard]] double of(double value) const;

private:
    std::vector<double> sorted_;
};

/// A measure summed over a clip's seconds.
class RunningSum {
public:
    explicit RunningSum(const std::vector<double>& by_second);
    /// The sum over `stretch`, in value times seconds; beyond the last second it is 0.
    [[nodiscard]] double over(const Span& stretch) const;

private:
    [[nodiscard]] double until(Ms time) const;
    std::vector<double> sums_;
};

/// Of one stretch.
struct StretchQuality {
    double flawed = 0;         ///< 0..1, the share of it that is blurred, shaky, or too dark or bright to see much
    double scene_changes = 0;  ///< 0..1, how likely a cut of the source itself is inside
    double motion = 0.5;       ///< 0..1, among all the footage there is
    double sharpness = 0.5;    ///< 0..1, among the clip's own seconds
};

class ClipProfile {
public:
    /// `motion` ranks the seconds of all clips. What is in `excluded` is never shown.
    ClipProfile(const ClipSource& clip, const Spans& excluded, const Ranking& motion);

    [[nodiscard]] bool still() const { return still_; }
    /// What may be shown: neither excluded nor black nor frozen. A clip that stands still from begin to end was meant
    /// to.
    [[nodiscard]] const Spans& usable() const { return usable_; }
    /// All but what is excluded: for when there is nothing else.
    [[nodiscard]] const Spans& showable() const { return showable_; }
    [[nodiscard]] StretchQuality quality(const Span& stretch) const;

private:
    bool still_ = false;
    Spans usable_;
    Spans showable_;
    RunningSum flawed_;
    RunningSum scene_changes_;
    RunningSum motion_;
    RunningSum sharpness_;
};

/// One profile for each clip. Throws EditUnclear when an exclusion names no clip.
[[nodiscard]] std::vector<ClipProfile> profiles_of(const std::vector<ClipSource>& clips,
                                                   const std::vector<Exclusion>& excluded);

}  // namespace takt::edit
