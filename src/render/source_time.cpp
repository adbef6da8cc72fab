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

}  // namespace

Us begin_of(const Segment& segment, FrameRate rate) {
    return on_frame(segment.start, rate);
}

Us source_time(const Segment& segment, Us time, FrameRate rate) {
    const Us passed =
        segment.reversed ? on_frame(segment.end(), rate) - frame_time(1, rate) - time : time - begin_of(segment, rate);
    return segment.source_begin + scaled(passed, segment.speed);
}

}  // namespace takt::render
