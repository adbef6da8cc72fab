// SPDX-License-Identifier: GPL-3.0-or-later
// The proof that an exact cut is what it claims, from the two files alone: every frame is there at its time, the copied
// packets are the source's, and the frames around both seams decode to the source's pictures.
#pragma once

#include "prep/cut_grid.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace takt::prep {

struct CutClaim {
    std::filesystem::path source;
    int source_stream = 0;
    std::filesystem::path written;
    CutGrid grid;
    std::int64_t copied = 0;  ///< frames after the head
    std::int64_t frames = 0;  ///< in all
};

/// What does not hold; absent when all does.
[[nodiscard]] std::optional<std::string> disprove_cut(const CutClaim& claim, const std::stop_token& stop);

}  // namespace takt::prep
