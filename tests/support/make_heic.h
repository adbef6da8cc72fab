// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC photos for tests, by libheif's own encoder: one flat colour a half, so that turns and colours can be read.
#pragma once

#include "takt/media_info.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace takt::test {

using Rgb = std::array<std::uint8_t, 3>;

struct HeicSpec {
    Size size{320, 192};  ///< stored
    Rgb left{200, 60, 60};
    Rgb right{60, 60, 200};
    bool alpha = false;  ///< the right half is half transparent
    int bit_depth = 8;   ///< or 10
    std::string icc;     ///< a colour profile
    int primaries = 1;   ///< ITU-T H.273, used without a profile
    int transfer = 13;
    int clockwise_deg = 0;  ///< how far a viewer has to turn it
    std::string exif;       ///< from the TIFF header on
};

void make_heic(const std::filesystem::path& path, const HeicSpec& spec = {});

/// An ICC profile with the primaries of Display P3 and sRGB's curve, as phones embed it.
[[nodiscard]] std::string display_p3_profile();

}  // namespace takt::test
