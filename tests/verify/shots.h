// SPDX-License-Identifier: GPL-3.0-or-later
// Footage for verify's tests: shots of moving shapes that begin at known frames, cut hard or blended.
#pragma once

#include "support/make_media.h"

#include <vector>

namespace takt::test {

struct Shots {
    std::vector<int> begins;  ///< first frame of each shot after the first
    int fade_frames = 0;      ///< crossfade centred on each begin; 0: hard cuts
};

/// 640 × 360, 30 frames a second, no numbers; add sound and sizes as needed.
[[nodiscard]] ClipSpec clip_of_shots(const Shots& shots, int frames);
/// The plan such a clip was made after.
[[nodiscard]] std::vector<Cut> plan_of(const Shots& shots);
/// Begin of frame `n` at 30 frames a second, in whole milliseconds as a draft has it.
[[nodiscard]] Ms at_frame(int n);

}  // namespace takt::test
