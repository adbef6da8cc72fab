// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a file's first frame as a player shows it that minds neither turns nor HDR: the "before" of
// reports.
#pragma once

#include "takt/preparation.h"

#include "av/handles.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace takt::prep {

/// A JPEG of at most `long_side` pixels, never enlarged; empty when the file has no picture that decodes. Reads a
/// bounded part of the file. Throws as `probe` does.
[[nodiscard]] std::string first_look(const std::filesystem::path& path, int long_side, const Limits& limits = {},
                                     const std::stop_token& stop = {});

/// Any picture as such a JPEG.
[[nodiscard]] std::string small_jpeg(const AVFrame& picture, int long_side);

}  // namespace takt::prep
