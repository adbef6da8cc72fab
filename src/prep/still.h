// SPDX-License-Identifier: GPL-3.0-or-later
// A still picture written anew: upright, without metadata, as JPEG or (with transparency) PNG.
#pragma once

#include "takt/preparation.h"

#include "av/handles.h"
#include "prep/written.h"

#include <filesystem>
#include <stop_token>

namespace takt::prep {

/// The first picture of a file as stored, and how far it has to be turned.
struct StillPicture {
    av::FramePtr frame;
    Orientation orientation;
};

/// Throws Corrupt when nothing can be decoded.
[[nodiscard]] StillPicture decode_still(const std::filesystem::path& path, int stream, const std::stop_token& stop);

/// Writes `part`. Throws Corrupt when the picture cannot be decoded.
[[nodiscard]] Written convert_still(const Plan& plan, const ConvertStill& target, const std::filesystem::path& part,
                                    const std::stop_token& stop);

}  // namespace takt::prep
