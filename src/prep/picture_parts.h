// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a still picture's container, in file order: what belongs to the picture, and what only travels along
// (EXIF, XMP, comments, second pictures, clips behind the end). One walk serves both finding metadata and writing a
// file without it, so the two cannot disagree. Parts do not overlap; hostile sizes end the walk.
#pragma once

#include "prep/picture_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::prep {

struct PicturePart {
    std::int64_t begin = 0;  ///< bytes from the begin of the file
    std::int64_t end = 0;    ///< one past its last byte
    std::string name;        ///< "EXIF", "XMP", …; empty when the picture needs it
    std::optional<std::string>
        instead;  ///< what a stripped file holds in its place: a header that told of, or held, more
};

struct PictureParts {
    std::vector<PicturePart> parts;
    bool complete = false;  ///< the picture's end was found
    bool clip = false;      ///< a motion photo: a clip stands behind the picture
    std::string exif;       ///< the first EXIF block from its TIFF header on, at most 1 MB; empty when there is none

    /// Each name once, in the order found.
    [[nodiscard]] std::vector<std::string> names() const;
};

/// JPEG, PNG and WebP; nothing for other formats. Reads headers only, of a JPEG all of it.
[[nodiscard]] PictureParts read_parts(const std::filesystem::path& path, PictureFormat format);

}  // namespace takt::prep
