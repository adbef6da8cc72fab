// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing as a short list of what lies over what: pictures, rectangles of one colour, texts on top. Made once, then
// written as SVG or painted as pixels, so that both show the same. Coordinates are pixels from the top left.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace takt::beats {

struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// Rectangles of one colour that do not overlap.
struct Layer {
    std::uint32_t rgb = 0;  ///< 0xRRGGBB
    double opacity = 1;
    std::vector<Area> areas;
};

/// A picture stretched over its area.
struct Raster {
    Area area;
    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> rgb;  ///< three bytes a pixel, row by row
};

enum class Anchor { Start, Middle, End };

struct Label {
    double x = 0;
    double y = 0;  ///< of the base line
    double size = 11;
    std::uint32_t rgb = 0x333333;
    Anchor anchor = Anchor::Start;
    bool bold = false;
    std::string text;  ///< one line of UTF-8
};

struct Sheet {
    int width = 0;
    int height = 0;
    std::string title;
    std::vector<std::variant<Raster, Layer>> drawn;  ///< on white, from the bottom up
    std::vector<Label> labels;
};

/// One SVG that needs nothing else; texts are escaped.
[[nodiscard]] std::string sheet_svg(const Sheet& sheet);

/// Everything but the labels, as opaque RGBA, four bytes a pixel, row by row.
[[nodiscard]] std::vector<std::uint8_t> sheet_pixels(const Sheet& sheet);

}  // namespace takt::beats
