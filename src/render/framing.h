// SPDX-License-Identifier: GPL-3.0-or-later
// How a segment's picture lies on the canvas: turned, fitted, and which part of it is seen. Pure geometry in the turned
// source's own fractions, so that a slow move falls between pixels instead of jumping over them.
//
//     source 0..1      |----[   window   ]----|      what the canvas shows of it; where a picture is narrower than
//     canvas                |------------|           the canvas (fit Pad, Blur), the window reaches beyond 0..1
#pragma once

#include "takt/media_info.h"
#include "takt/segment.h"

namespace takt::render {

/// Even place and sides, on the canvas.
struct Area {
    int x = 0;
    int y = 0;
    Size size;
    bool operator==(const Area&) const = default;
};

/// The canvas's own edges, in fractions of the source's width and height.
struct Window {
    double left = 0;
    double top = 0;
    double width = 1;
    double height = 1;
    bool operator==(const Window&) const = default;
};

/// All of a segment that decides how a decoded frame looks on the canvas. Equal framings give equal pictures.
struct Framing {
    Fit fit = Fit::Crop;
    int rotation = 0;
    bool mirrored = false;
    bool flipped = false;
    View begin;
    View end;
    Look look;
    double passed = 0;  ///< as PictureLayer's; 0 while the view stands
    bool operator==(const Framing&) const = default;

    /// False: the picture lies as `fit` alone places it.
    [[nodiscard]] bool views() const { return begin != View{} || end != View{}; }
    /// The same at its begin: what does not change while the segment is shown.
    [[nodiscard]] Framing standing() const;
};
[[nodiscard]] Framing framing_of(const Segment& segment, double passed);

/// The stream as it is once the segment's rotation, then its mirrors are added to the stream's own orientation.
[[nodiscard]] VideoStreamInfo turned(VideoStreamInfo stream, const Framing& framing);

/// Where the view is: centres and zoom move in a straight line from `begin` to `end`, each of which is first moved
/// inside the source; so everything between is inside too. `source` is upright, with square pixels.
[[nodiscard]] Window window_of(const Framing& framing, Size source, Size canvas);

/// The size at which the whole source is wanted for a view: as large as its closest moment needs, never above its own.
[[nodiscard]] Size whole_size(const Framing& framing, Size source, Size canvas);

/// The part of the canvas that the source covers; all of it for Crop and Blur.
[[nodiscard]] Area covered_area(const Framing& framing, Size source, Size canvas);

/// What bars of the draft leave of the canvas: `ratio` is its width to its height.
[[nodiscard]] Area letterboxed(Size canvas, double ratio);

}  // namespace takt::render
