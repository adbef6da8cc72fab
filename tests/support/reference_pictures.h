// SPDX-License-Identifier: GPL-3.0-or-later
// What a viewer should see of a file, as small upright pictures in floating point BT.709: decoded plainly, converted by
// zimg (HDR by linear light, Hable's curve and back), turned by the display matrix itself. Prep's pictures are held
// against these; nothing of its conversion is used.
#pragma once

#include "takt/media_info.h"
#include "takt/time.h"

#include "support/reference_input.h"

#include <filesystem>
#include <vector>

namespace takt::test {

/// Codes of 8-bit limited range BT.709 (16..235, 128 is no colour), not rounded.
struct Thumb {
    int width = 0;
    int height = 0;
    std::vector<float> y, cb, cr;
};

struct ReferenceFrame {
    Us time{};  ///< on the file's own clock
    Us end{};
    Thumb picture;
};

struct PictureView {
    Size upright;  ///< of the picture compared with: it fixes the shape of the small ones, and what HDR is mapped at
    bool deinterlace = false;
};

/// Every frame of `stream`.
[[nodiscard]] std::vector<ReferenceFrame> reference_frames(const std::filesystem::path& path, int stream,
                                                           const PictureView& view);

/// One picture that was decoded elsewhere (HEIC, animated WebP), without orientation.
[[nodiscard]] Thumb reference_thumb(AVFrame& frame, const PictureView& view);

struct Difference {
    double y = 0;       ///< mean |ΔY|
    double colour = 0;  ///< the larger of mean |ΔCb| and mean |ΔCr|
};

[[nodiscard]] Difference difference(const Thumb& a, const Thumb& b);

/// Left-right, top-bottom, or both.
[[nodiscard]] Thumb mirrored(const Thumb& picture, bool across, bool down);

}  // namespace takt::test
