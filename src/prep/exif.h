// SPDX-License-Identifier: GPL-3.0-or-later
// What an EXIF block tells about where, when and by what a picture was taken, read with libexif. Used by probe for
// every kind of still, so that what is removed can be named. A damaged block tells less; it is never an error.
#pragma once

#include "takt/media_info.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace takt::prep {

struct ExifFacts {
    std::optional<std::string> location;        ///< ISO 6709: "+48.8584+002.2945/"
    std::map<std::string, std::string> device;  ///< make, model, software, creation_time
    std::map<std::string, std::string> extras;  ///< serial numbers, the owner's name, …
    std::optional<std::string> live_photo;      ///< the identifier Apple gives both halves of a Live Photo
    Orientation orientation;
};

/// `tiff` begins with the TIFF header ("II" or "MM").
[[nodiscard]] ExifFacts read_exif(std::string_view tiff);

/// EXIF's orientation, 1 to 8, as a mirror and a turn; upright for anything else.
[[nodiscard]] Orientation orientation_from_exif(int value);

}  // namespace takt::prep
