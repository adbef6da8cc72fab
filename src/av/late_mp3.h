// SPDX-License-Identifier: GPL-3.0-or-later
// MP3 behind something that is no sound, as broken downloads and radio recorders leave it: players skip to the first
// frame, libav takes the garbage for another format. Used by Input before libav guesses.
#pragma once

#include "av/handles.h"

#include <optional>

namespace takt::av {

/// Where the first run of MP3 frames begins, when it is neither at the begin of the file nor further than a megabyte,
/// and nothing takt knows stands before it. `io` is back at the begin afterwards.
[[nodiscard]] std::optional<std::int64_t> late_mp3(AVIOContext& io);

}  // namespace takt::av
