// SPDX-License-Identifier: GPL-3.0-or-later
// A photo of an iPhone (HEIC, HEIF), by libheif: this FFmpeg knows neither its grids nor its turns. The main picture
// only: depth maps, gain maps and the other pictures of a burst stay behind.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace takt::av {

class HeifStill {
public:
    /// Opens the main picture of the file. Throws NotFound or Corrupt.
    explicit HeifStill(const std::filesystem::path& path);
    ~HeifStill();
    HeifStill(const HeifStill&) = delete;
    HeifStill& operator=(const HeifStill&) = delete;

    [[nodiscard]] Size size() const;  ///< upright
    [[nodiscard]] bool has_alpha() const;
    /// The metadata blocks: "EXIF", "XMP", or what the file calls them.
    [[nodiscard]] std::vector<std::string> metadata() const;

    /// The EXIF block from its TIFF header on; empty when there is none.
    [[nodiscard]] std::string exif() const;

    /// Upright RGBA pixels of eight bits, in sRGB whatever the file's colours are. Throws Corrupt.
    [[nodiscard]] FramePtr decode() const;

private:
    struct Picture;

    void convert_colours(AVFrame& rgba) const;

    std::string name_;
    std::unique_ptr<Picture> picture_;
};

}  // namespace takt::av
