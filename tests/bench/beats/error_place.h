// SPDX-License-Identifier: GPL-3.0-or-later
// Where the error of a beat track sits, in one word: what to work on next. Used by the benchmark's table.
#pragma once

#include "metrics.h"

#include <string_view>

namespace takt::bench {

enum class ErrorPlace {
    Right,    ///< three quarters of the beats continue rightly
    Octave,   ///< most intervals are half or twice the true ones
    Triple,   ///< most intervals are another simple ratio of them: 3, 1/3, 3/2, 2/3, 4/3, 3/4
    OffBeat,  ///< the tempo is right, most beats lie in the middle between two true ones
    Phase,    ///< the tempo is right, all beats are early or late by one part of an interval
    Drift,    ///< the tempo is right, the phase wanders
    Misses,   ///< no one tempo relation holds
    Silent    ///< no beats were found
};

/// Both trimmed. The relation is that of each found interval to the true one beside it.
[[nodiscard]] ErrorPlace error_place(const Times& truth, const Times& found);
[[nodiscard]] std::string_view word(ErrorPlace place);

}  // namespace takt::bench
