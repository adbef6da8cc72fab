// SPDX-License-Identifier: GPL-3.0-or-later
// A look at the outermost chunks of a RIFF file (WAV, AVI) before libav opens it: libav walks them one by one, and half
// a gigabyte of zeros is sixty million of them.
#pragma once

#include <filesystem>

namespace takt::av {

/// More chunks than any program writes. False for what is not RIFF.
[[nodiscard]] bool has_endless_chunks(const std::filesystem::path& path);

}  // namespace takt::av
