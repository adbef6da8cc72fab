// SPDX-License-Identifier: GPL-3.0-or-later
// The main (first) video track as operations see it: shots, one behind the other without gaps, in whole frames. Each
// knows which clip it was before the operation and which stretch of the timeline it showed, so that what hangs on the
// footage can follow it (reflow.h). A clip of people's numbers is one video segment of that track.
//
//     before   |---- 1 ----|---- 2 ----|       was [0, 9) [9, 18)
//     after    |- 1 -|---- 2 ----|             was [0, 4) [9, 18)
#pragma once

#include "takt/draft.h"

#include "edit/apply/scene.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace takt::edit {

/// Frames of the output, half-open.
struct FrameSpan {
    std::int64_t first = 0;
    std::int64_t end = 0;
    [[nodiscard]] std::int64_t count() const { return end - first; }
    bool operator==(const FrameSpan&) const = default;
};

struct Shot {
    Segment segment;               ///< its start and duration are only written by put_shots()
    std::int64_t frames = 0;       ///< > 0
    std::size_t clip = 0;          ///< its place on the track before the operation, from 0
    std::optional<FrameSpan> was;  ///< absent: it was not there
};
using Shots = std::vector<Shot>;

/// Throws EditUnclear when the draft shows nothing.
[[nodiscard]] Shots shots_of(const Draft& draft);
[[nodiscard]] std::int64_t frames_of(const Shots& shots);

/// The frames [first, end) of a shot, counted from its begin: the same pictures at the same speed. Fades and the
/// transition stay at the ends they belong to.
[[nodiscard]] Shot part_of(const Shot& shot, std::int64_t first, std::int64_t end, const OutputClock& clock);
/// The same for any segment, from and to counted in milliseconds from its begin; moves its start.
[[nodiscard]] Segment part_of(const Segment& segment, Ms from, Ms to);

/// Every shot that `frame` is inside of becomes two.
void split_at(Shots& shots, std::int64_t frame, const OutputClock& clock);
/// What is left without the spans; they may overlap and be in any order.
[[nodiscard]] Shots without(const Shots& shots, const std::vector<FrameSpan>& spans, const OutputClock& clock);

/// Where a clip's last shown picture may end: one frame stays in reserve for what is rounded. Without end for a still.
[[nodiscard]] Us source_end(const ClipSource& clip);
/// How many frames a shot of this source, begin and speed can last; a standing picture lasts as long as anyone wants.
[[nodiscard]] std::int64_t longest(const Segment& segment, Ms source_begin, const Scene& scene,
                                   const OutputClock& clock);

}  // namespace takt::edit
