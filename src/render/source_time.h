// SPDX-License-Identifier: GPL-3.0-or-later
// Which moment of its source a segment shows at a moment of the draft: its speed, standing and backwards. Pure; what is
// on the screen and what is heard both follow it.
//
//     forwards   source_begin + (time - start) · speed
//     backwards  what the same segment shows forwards, output frame by output frame from its last
#pragma once

#include "takt/segment.h"
#include "takt/time.h"

namespace takt::render {

/// A start that is an output frame's begin, rounded to its millisecond, means that begin: else a shot that starts at
/// 1066.667 ms, written 1067, would show its first source frame twice.
[[nodiscard]] Us begin_of(const Segment& segment, FrameRate rate);

/// To the nearest microsecond. `time` may lie outside the segment, while a transition shows more of it; the answer may
/// then lie outside the source.
[[nodiscard]] Us source_time(const Segment& segment, Us time, FrameRate rate);

}  // namespace takt::render
