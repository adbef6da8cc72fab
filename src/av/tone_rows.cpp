// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_rows.h"

#include "av/tone_rows_avx2.h"
#include "av/tone_rows_inner.h"

namespace takt::av {
namespace {

using rows::U16;
using rows::U8;

void halve(const U16* above, const U16* below, U16* out, int width) {
    for (int x = 0; x < width; ++x) out[x] = rows::halved(above, below, x);
}

void shift_chroma(const U16* from, U16* out, int width) {
    for (int x = 0; x < width; ++x) out[x] = rows::shifted(from, x, width);
}

void double_chroma(const U16* near, const U16* far, U16* out, int width) {
    for (int x = 0; x < width; ++x) out[x] = rows::doubled(near, far, x, width);
}

void map(const ToneTable& table, const ToneRow& row, U8* y, const ColourSums& sums) {
    for (int x = 0; x < row.width; ++x) rows::map_one(table, row, x, y, sums);
}

void fold(const ColourSums& sums, U8* u, U8* v, int width) {
    for (int x = 0; x < width / 2; ++x) rows::fold_one(sums, x, u, v, width);
}

}  // namespace

const RowSteps& plain_row_steps() {
    static constexpr RowSteps kPlain{halve, shift_chroma, double_chroma, map, fold};
    return kPlain;
}

const RowSteps& best_row_steps() {
    const RowSteps* const fast = avx2_row_steps();
    return fast != nullptr ? *fast : plain_row_steps();
}

}  // namespace takt::av
