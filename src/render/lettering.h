// SPDX-License-Identifier: GPL-3.0-or-later
// Words on a picture of RGBA pixels, shaped and drawn by libass in the system's fonts: what turns a drawn sheet into a
// PNG that can be read. Used by the command line.
#pragma once

#include "takt/media_info.h"

#include <cstdint>
#include <span>
#include <string>

namespace takt::render {

struct Words {
    enum class Side { Left, Middle, Right };
    double x = 0;
    double y = 0;              ///< of the base line
    double size = 11;          ///< of the em, in pixels
    std::uint32_t rgb = 0;     ///< 0xRRGGBB
    Side anchor = Side::Left;  ///< which part of the words stands at x
    bool bold = false;
    std::string text;  ///< one line
};

/// Lays the words on opaque pixels, four bytes each, row by row.
void letter(std::span<std::uint8_t> rgba, Size canvas, std::span<const Words> words);

}  // namespace takt::render
