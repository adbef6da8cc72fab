// SPDX-License-Identifier: GPL-3.0-or-later
// One picture as the bytes of a JPEG or PNG, for photos and thumbnails. Nothing but the pixels is written: what a
// decoder read from EXIF is not.
#pragma once

#include "av/handles.h"

#include <cstdint>
#include <span>
#include <string>

namespace takt::av {

/// `picture` is yuvj420p, of BT.601 in full range (JFIF), and is left without what travelled along with it. `scale` of
/// the quantisers: 2 is FFmpeg's finest useful one, about quality 95; 4 about 85, 6 about 80.
[[nodiscard]] std::string encode_jpeg(AVFrame& picture, int scale);
/// `picture` is RGBA.
[[nodiscard]] std::string encode_png(AVFrame& picture);
/// Of pixels: four bytes each, row by row.
[[nodiscard]] std::string encode_png(std::span<const std::uint8_t> rgba, int width, int height);

}  // namespace takt::av
