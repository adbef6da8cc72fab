// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/framing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::render {
namespace {

constexpr double kMaxZoom = 10;

/// Canvas pixels for each source pixel, before any zoom.
double fitted_scale(Fit fit, Size source, Size canvas) {
    const double across = static_cast<double>(canvas.width) / source.width;
    const double down = static_cast<double>(canvas.height) / source.height;
    return fit == Fit::Crop ? std::max(across, down) : std::min(across, down);
}

/// A middle that keeps `shown` (a fraction of the source) inside; the only one there is when more than all is shown.
double inside(double middle, double shown) {
    return shown >= 1 ? 0.5 : std::clamp(middle, shown / 2, 1 - shown / 2);
}

struct Shown {
    double across;  // fractions of the source that fill the canvas at zoom 1
    double down;
    [[nodiscard]] View inside(View view) const {
        view.zoom = std::clamp(view.zoom, 1.0, kMaxZoom);
        return {render::inside(view.x, across / view.zoom), render::inside(view.y, down / view.zoom), view.zoom};
    }
};

Shown shown_unzoomed(Fit fit, Size source, Size canvas) {
    const double scale = fitted_scale(fit, source, canvas);
    return {canvas.width / (scale * source.width), canvas.height / (scale * source.height)};
}

int even(double side) {
    return std::max(2, 2 * static_cast<int>(std::lround(side / 2)));
}

/// In the middle of the canvas, even, and never beyond it.
Area centred(Size canvas, double width, double height) {
    const Size size{std::min(even(width), canvas.width), std::min(even(height), canvas.height)};
    return {(canvas.width - size.width) / 4 * 2, (canvas.height - size.height) / 4 * 2, size};
}

}  // namespace

Framing Framing::standing() const {
    Framing same = *this;
    same.passed = 0;
    return same;
}

Framing framing_of(const Segment& segment, double passed) {
    return {.fit = segment.fit,
            .rotation = segment.rotation,
            .mirrored = segment.mirrored,
            .flipped = segment.flipped,
            .begin = segment.view_begin,
            .end = segment.view_end,
            .look = segment.look,
            .passed = segment.view_begin == segment.view_end ? 0 : passed};
}

VideoStreamInfo turned(VideoStreamInfo stream, const Framing& framing) {
    // An orientation mirrors first, then turns: a later mirror is an earlier one with the turn the other way round.
    Orientation& orientation = stream.orientation;
    int clockwise = orientation.clockwise_deg + framing.rotation;
    const auto mirror = [&](int and_turn) {
        clockwise = and_turn - clockwise;
        orientation.mirrored = !orientation.mirrored;
    };
    if (framing.mirrored) mirror(0);
    if (framing.flipped) mirror(180);
    orientation.clockwise_deg = (clockwise % 360 + 360) % 360;
    if (framing.rotation % 180 != 0) std::swap(stream.display.width, stream.display.height);
    return stream;
}

Window window_of(const Framing& framing, Size source, Size canvas) {
    const Shown shown = shown_unzoomed(framing.fit, source, canvas);
    const View from = shown.inside(framing.begin);
    const View to = shown.inside(framing.end);
    // A transition shows a little more than the segment: the move goes on, as far as there is picture.
    const View view = shown.inside({std::lerp(from.x, to.x, framing.passed), std::lerp(from.y, to.y, framing.passed),
                                    std::lerp(from.zoom, to.zoom, framing.passed)});
    const double width = shown.across / view.zoom;
    const double height = shown.down / view.zoom;
    return {view.x - width / 2, view.y - height / 2, width, height};
}

Size whole_size(const Framing& framing, Size source, Size canvas) {
    const double closest = std::clamp(std::max(framing.begin.zoom, framing.end.zoom), 1.0, kMaxZoom);
    const double scale = std::min(1.0, fitted_scale(framing.fit, source, canvas) * closest);
    return {even(source.width * scale), even(source.height * scale)};
}

Area covered_area(const Framing& framing, Size source, Size canvas) {
    if (framing.fit != Fit::Pad) return {0, 0, canvas};
    const Window window = window_of(framing, source, canvas);
    return centred(canvas, canvas.width / std::max(1.0, window.width), canvas.height / std::max(1.0, window.height));
}

Area letterboxed(Size canvas, double ratio) {
    const double own = static_cast<double>(canvas.width) / canvas.height;
    return ratio > own ? centred(canvas, canvas.width, canvas.width / ratio)
                       : centred(canvas, canvas.height * ratio, canvas.height);
}

}  // namespace takt::render
