// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with what phones write beside the pixels: EXIF with place, serials and a thumbnail, XMP, comments, second
// pictures, clips behind the end. Bytes in, bytes out; the picture itself comes from make_still.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace takt::test {

struct ExifSpec {
    int orientation = 1;
    bool place = true;  ///< 48°51'30" N, 2°17'40" E
    std::string make = "Acme";
    std::string model = "Phone 1";
    std::string date = "2024:05:06 07:08:09";
    std::string serial = "SN12345678";
    std::string live_photo;  ///< in a maker note as Apple writes it
    std::string thumbnail;   ///< a JPEG
};

/// From the TIFF header on, most significant byte first.
[[nodiscard]] std::string exif_block(const ExifSpec& spec = {});

/// A segment right behind the start-of-image marker.
[[nodiscard]] std::string with_segment(const std::string& jpeg, unsigned char marker, const std::string& body);
/// A chunk right behind IHDR.
[[nodiscard]] std::string with_chunk(const std::string& png, const std::string& type, const std::string& body);
/// An extended WebP of a simple one, with a chunk behind the picture; `flags` of VP8X tell of it.
[[nodiscard]] std::string with_riff_chunk(const std::string& webp, const std::string& type, const std::string& body,
                                          unsigned char flags, int width, int height);

[[nodiscard]] std::string big_endian_bytes(std::uint32_t value, int bytes);

}  // namespace takt::test
