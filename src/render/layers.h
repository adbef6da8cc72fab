// SPDX-License-Identifier: GPL-3.0-or-later
// What a draft shows at a moment: which frames of which sources, mixed how, under which titles. Pure; the renderer
// obeys it, tests read it. Draft times are whole milliseconds, so the moment is rounded to one: a cut that a planner
// rounded up from a frame's begin still falls on that frame.
//
//     segment a  |---------------|            a crossfade of length d is centred on b's start s:
//     segment b                  |--------|   both run on during [s - d/2, s + d/2)
//     weight of b 0 0 0 0 0 ../'''1 1 1 1 1
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
};

struct TitleLayer {
    const Segment* segment = nullptr;
    int opacity = kWhole;  ///< 0..kWhole
};

struct Layers {
    std::optional<PictureLayer> base;  ///< absent: black
    std::optional<PictureLayer> over;  ///< only during a crossfade
    int over_weight = 0;               ///< 0..kWhole
    std::vector<TitleLayer> titles;    ///< bottom first
};

/// `draft` has no broken invariants. Of several video tracks the last one with a picture at `time` is seen.
[[nodiscard]] Layers layers_at(const Draft& draft, Us time);

/// Does the segment begin with a crossfade from the one before it? Only when the two touch; else it is a cut.
[[nodiscard]] bool crosses(const std::vector<Segment>& segments, std::size_t index);

}  // namespace takt::render
