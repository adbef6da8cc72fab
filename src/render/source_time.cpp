// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/source_time.h"

#include <cmath>

namespace takt::render {
namespace {

Us on_frame(Ms time, FrameRate rate) {
    const Us frame = frame_time(nearest_frame(time, rate), rate);
    return to_ms(frame) == time ? frame : Us(time);
}

Us scaled(Us duration, double speed) {
    if (speed == 1) return duration;
    return Us{std::llround(static_cast<double>(duration.count()) * speed)};
}

/// The frame that is as far from the segment's end as that at `time` is from its begin.
Us mirrored(const Segment& segment, Us time, FrameRate rate) {
    const std::int64_t first = nearest_frame(segment.start, rate);
    const std::int64_t last = nearest_frame(segment.end(), rate) - 1;
    return frame_time(first + last - nearest_frame(time, rate), rate);
}

}  // namespace

Us begin_of(const Segment& segment, FrameRate rate) {
    return on_frame(segment.start, rate);
}

Us source_time(const Segment& segment, Us time, FrameRate rate) {
    const Us forwards = segment.reversed ? mirrored(segment, time, rate) : time;
    const Us passed = forwards - begin_of(segment, rate);
    return segment.source_begin + scaled(passed, segment.speed);
}

}  // namespace takt::render
