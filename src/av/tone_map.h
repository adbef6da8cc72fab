// SPDX-License-Identifier: GPL-3.0-or-later
// An HDR picture as an SDR one: rows from AreaRows, through ToneTable, to 8-bit 4:2:0. Used by PictureConverter.
// Every pair of rows stands alone, so threads may share a picture by slices.
#pragma once

#include "av/area_rows.h"

namespace takt::av {

/// Rows [begin, end) of the picture made; both even.
struct RowRange {
    int begin;
    int end;
};

/// Fills those rows of `to`, a yuv420p picture with even sides.
void tone_map(const AVFrame& from, RowSource source, const ToneTable& table, AVFrame& to, RowRange range,
              const RowSteps& steps = best_row_steps());

/// The brightest light a frame declares (content light level, else mastering display), 1 = 100 nits; 10 when silent,
/// which is the HLG reference display. FFmpeg's tonemap filter reads it the same way.
[[nodiscard]] float declared_peak(const AVFrame& frame);

}  // namespace takt::av
