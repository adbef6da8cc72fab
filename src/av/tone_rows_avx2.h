// SPDX-License-Identifier: GPL-3.0-or-later
// RowSteps in AVX2, 16 samples at a time. Asked for by best_row_steps and by the test that compares it with plain C++.
#pragma once

#include "av/tone_rows.h"

namespace takt::av {

/// Null where the processor has no AVX2.
[[nodiscard]] const RowSteps* avx2_row_steps();

}  // namespace takt::av
