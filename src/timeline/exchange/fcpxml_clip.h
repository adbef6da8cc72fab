// SPDX-License-Identifier: GPL-3.0-or-later
// One clip of a Final Cut Pro XML document. A clip has a clock of its own: its source's time divided by its speed.
// What is connected to it, and its markers, are placed on that clock.
//
//     source   0 ---------------- 8 s      timeMap at double speed: 0 -> 0, 4 s -> 8 s
//     clip     0 ------- 4 s               start = where on this clock the clip begins
#pragma once

#include "timeline/exchange/fcpxml_resources.h"
#include "timeline/exchange/frame_timeline.h"

#include <pugixml.hpp>

#include <cstdint>
#include <string>

namespace takt::timeline {

/// Where on its own clock the piece begins, in frames.
[[nodiscard]] std::int64_t clip_start(const Piece& piece, FrameRate rate);

/// How a piece of sound or picture is placed in its parent.
struct ClipPlace {
    int lane = 0;             ///< 0: in the spine; below 0: sound
    std::int64_t offset = 0;  ///< on the parent's clock, in frames
};

/// Appends the piece, or its gap; what is connected to it and its markers are appended to what comes back.
pugi::xml_node append_clip(pugi::xml_node parent, const Piece& piece, ClipPlace place, FrameRate rate,
                           XmlResources& resources);

/// Appends a title; `number` counts the titles of the document from 1.
void append_title(pugi::xml_node parent, const Piece& piece, ClipPlace place, FrameRate rate, int number,
                  XmlResources& resources);

}  // namespace takt::timeline
