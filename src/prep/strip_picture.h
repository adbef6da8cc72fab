// SPDX-License-Identifier: GPL-3.0-or-later
// A still picture without what only travels along: the same compressed picture in a container that holds nothing else.
// Used by execute for a Remux of a JPEG, PNG or WebP; a photo stored sideways is turned without loss on the way.
#pragma once

#include "takt/preparation.h"

#include "prep/picture_file.h"
#include "prep/written.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>

namespace takt::prep {

/// Is `plan` the Remux of a still?
[[nodiscard]] bool strips_picture(const Plan& plan);

/// Writes `part` and proves, by decoding both, that it shows what the input shows. Throws Corrupt when the input's
/// container is damaged, VerificationFailed.
[[nodiscard]] Written strip_picture(const Plan& plan, const std::filesystem::path& part, const std::stop_token& stop);

/// Only the container's work: the picture's own parts, in order. Throws Corrupt.
void write_stripped(const std::filesystem::path& from, PictureFormat format, std::ostream& to);

}  // namespace takt::prep
