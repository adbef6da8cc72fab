// SPDX-License-Identifier: GPL-3.0-or-later
// The work on single rows of a tone-mapped picture, each step as plain C++ and for AVX2. Both give the same integers.
// AreaRows prepares the rows, ToneTable holds the curves, tone_map strings it together. Rows may have any length,
// need no alignment, and hostile samples beyond their 10 bits are read as some colour.
#pragma once

#include "av/tone_table.h"

#include <cstdint>

namespace takt::av {

/// A row at full resolution. Chroma in eighths of a 10-bit code.
struct ToneRow {
    const std::uint16_t* y;
    const std::uint16_t* u;
    const std::uint16_t* v;
    int width;
};

/// Screen signals of a row, summed up over two rows.
struct ColourSums {
    std::int16_t* red;
    std::int16_t* green;
    std::int16_t* blue;
};

struct RowSteps {
    /// out[x]: mean of the 2×2 samples at 2x, rounded.
    void (*halve)(const std::uint16_t* above, const std::uint16_t* below, std::uint16_t* out, int width);
    /// A chroma row that is as wide as the picture already, moved by a quarter sample, in eighths.
    void (*shift_chroma)(const std::uint16_t* from, std::uint16_t* out, int width);
    /// A half-wide chroma row, sited left and a quarter of a row from `near`, doubled to `width`, in eighths.
    void (*double_chroma)(const std::uint16_t* near, const std::uint16_t* far, std::uint16_t* out, int width);
    /// Colours of a row: its luma, and its screen signals added to `sums`.
    void (*map)(const ToneTable& table, const ToneRow& row, std::uint8_t* y, const ColourSums& sums);
    /// Chroma of two rows, sited left (weights 1 2 1), `width` / 2 samples.
    void (*fold)(const ColourSums& sums, std::uint8_t* u, std::uint8_t* v, int width);
};

[[nodiscard]] const RowSteps& plain_row_steps();
/// The fastest this machine can do.
[[nodiscard]] const RowSteps& best_row_steps();

}  // namespace takt::av
