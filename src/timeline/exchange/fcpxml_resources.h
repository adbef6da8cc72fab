// SPDX-License-Identifier: GPL-3.0-or-later
// The resources of a Final Cut Pro XML document: formats, media and the title effect, each written once and named by
// an id that the spine refers to.
#pragma once

#include "timeline/exchange/frame_timeline.h"

#include <pugixml.hpp>

#include <map>
#include <string>

namespace takt::timeline {

class XmlResources {
public:
    /// Writes into `element`, which outlives this.
    explicit XmlResources(pugi::xml_node element) : element_(element) {}

    /// The id of a picture format; `rate` 0 for stills.
    std::string format(FrameRate rate, Size size);
    /// The id of the piece's media.
    std::string asset(const Piece& piece);
    /// The id of the effect that plain titles are made with.
    std::string title_effect();

private:
    [[nodiscard]] std::string next_id();

    pugi::xml_node element_;
    int ids_ = 0;
    std::map<std::string, std::string> formats_;  // id by what they are
    std::map<std::string, std::string> assets_;   // id by source
    std::string title_effect_;
};

}  // namespace takt::timeline
