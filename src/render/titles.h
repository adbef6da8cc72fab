// SPDX-License-Identifier: GPL-3.0-or-later
// Text segments as pictures: libass shapes and draws each once, in its style and place; per frame only its rectangle is
// blended. Texts that are shown together stand apart. A user's text is text: nothing in it is read as a command.
#pragma once

#include "render/ass_handles.h"
#include "render/blend.h"
#include "render/layers.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace takt::render {

/// Not to be shared between threads.
class Titles {
public:
    explicit Titles(Size canvas);

    /// Lays the titles on the picture, which must be writable and of the canvas's size.
    void draw(AVFrame& picture, const std::vector<TitleLayer>& titles);

    /// The title as drawn; an empty stamp for text without a visible glyph.
    [[nodiscard]] Stamp rasterise(std::string_view text, const TextStyle& style = {});

private:
    Size canvas_;
    AssLibraryPtr library_;
    AssRendererPtr renderer_;                 // made when the first title is: looking for fonts takes a while
    std::map<const Segment*, Stamp> stamps_;  // of the titles on screen
};

}  // namespace takt::render
