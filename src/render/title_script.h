// SPDX-License-Identifier: GPL-3.0-or-later
// Text and its style in libass's words, and where texts go that would cover each other. Pure.
//
//     10 % from the sides stay clear, 14 % (captions: 8 %) from the bottom and 12 % from the top: every platform's own
//     buttons lie there. A title is 8 % of the shorter side high, a caption 5 %.
#pragma once

#include "takt/media_info.h"
#include "takt/segment.h"

#include "render/framing.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace takt::render {

/// The script libass gets for one text: a style for the canvas and one event that always shows.
[[nodiscard]] std::string title_script(std::string_view text, const TextStyle& style, Size canvas);

/// A text that is shown, as large as it was drawn.
struct PlacedText {
    Area area;
    TextPlace place = TextPlace::Bottom;
    bool caption = false;
};
/// How many pixels (even) each has to go down so that they do not cover each other: captions stay, others give way
/// upwards at the bottom, else downwards, as long as there is room on the canvas.
[[nodiscard]] std::vector<int> moved_apart(std::span<const PlacedText> texts, Size canvas);

}  // namespace takt::render
