// SPDX-License-Identifier: GPL-3.0-or-later
// Where one would start a video of fifteen seconds: the strongest eight bars, rather from the beginning of a section or
// phrase, rather after a rise.
#pragma once

#include "beats/structure.h"

#include <optional>
#include <span>
#include <vector>

namespace takt::beats {

inline constexpr std::size_t kHighlightBars = 8;

/// The first of the bars; the song's first when it has fewer than kHighlightBars, absent when it has none. Of equals
/// the earliest.
[[nodiscard]] std::optional<std::size_t> highlight_begin(std::span<const BarSound> bars,
                                                         std::span<const std::size_t> phrases,
                                                         std::span<const std::size_t> sections);

}  // namespace takt::beats
