// SPDX-License-Identifier: GPL-3.0-or-later
// A video without a song, of clips in which somebody speaks: the shots keep their sound, and every cut moves to a pause
// of speech.
//
//     speech   |---===--=====----====--|
//     step         |     |     |           where equal cuts would be
//     shots    |--------|-----------|      where they are
#pragma once

#include "takt/edit.h"

#include "edit/montage/clip_profile.h"
#include "edit/montage/montage.h"

#include <vector>

namespace takt::edit {

[[nodiscard]] bool somebody_speaks(const std::vector<ClipSource>& clips);

/// Clips take turns in their order. Longer footage than `settings.length` is skipped over evenly, between sentences.
/// Throws EditUnclear when not a frame can be shown.
[[nodiscard]] Montage plan_talk(const std::vector<ClipSource>& clips, const std::vector<ClipProfile>& profiles,
                                const OutputClock& clock, Pace pace, const EditSettings& settings);

}  // namespace takt::edit
