// SPDX-License-Identifier: GPL-3.0-or-later
// What a draft shows at a moment: which frames of which sources, mixed how, under which titles. Pure; the renderer
// obeys it, tests read it. Draft times are whole milliseconds, so the moment is rounded to one: a cut that a planner
// rounded up from a frame's begin still falls on that frame.
//
//     segment a  |---------------|            a transition of length d is centred on b's start s and lasts
//     segment b                  |--------|   [s - d/2, s + d/2): both run on in a crossfade, a wipe and a push;
//     progress      0 0 0 ../''' 1 1 1        through black or white each is seen on its own side of s
#pragma once

#include "takt/draft.h"
#include "takt/time.h"

#include <optional>
#include <vector>

namespace takt::render {

inline constexpr int kWhole = 256;  ///< full weight, full opacity

/// A frame of a source. `source_time` may lie before the source's begin or after its end: its first or last frame then.
struct PictureLayer {
    const Segment* segment = nullptr;  ///< in the draft, which outlives this
    Us source_time{};
    double passed = 0;  ///< 0 at the segment's begin, 1 at its end; outside while a transition shows more of it
    int to_black = 0;   ///< 0..kWhole: how much of it is covered
    int to_white = 0;
};

struct TitleLayer {
    const Segment* segment = nullptr;
    int opacity = kWhole;  ///< 0..kWhole
};

struct Layers {
    std::optional<PictureLayer> base;  ///< absent: black
    std::optional<PictureLayer> over;  ///< only during a crossfade, a wipe or a push: the coming one, which says how
    double progress = 0;               ///< 0..1 of that transition
    std::vector<TitleLayer> titles;    ///< bottom first
};

/// `draft` has no broken invariants. Of several video tracks the last one with a picture at `time` is seen.
[[nodiscard]] Layers layers_at(const Draft& draft, Us time);

/// What `segment` alone shows at `time`, uncovered.
[[nodiscard]] PictureLayer picture_of(const Segment& segment, Us time, FrameRate rate);

/// Does the segment begin with a transition from the one before it? Only when the two touch; else it is a cut.
[[nodiscard]] bool crosses(const std::vector<Segment>& segments, std::size_t index);

}  // namespace takt::render
