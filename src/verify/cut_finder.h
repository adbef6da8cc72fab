// SPDX-License-Identifier: GPL-3.0-or-later
// Finds changes of shot in what was seen, pure and without a file. Two ways: near a planned cut, from the pictures
// around it; and anywhere, from the steps between pictures alone.
//
//     step        ____|____        a cut: one step stands out, and the picture stays changed
//     step        ____||___        a flash: two steps, and the picture is what it was
//     blend  0 ___/⎺⎺⎺ 1           a crossfade or a wipe: found where the new shot outweighs the old
//     light    ⎺⎺\_/⎺⎺             through black (or white): found where it is darkest (brightest)
#pragma once

#include "takt/draft.h"
#include "takt/time.h"

#include "av/luma.h"

#include <optional>
#include <span>
#include <vector>

namespace takt::verify {

/// How much a picture differs from the one before and from the one before that, 0..255.
struct Step {
    Us time{};
    float one = 0;
    float two = 0;
};

struct Seen {
    Us time{};
    av::LumaGrid grid;
};

/// Begins of new shots, without knowing a plan. Crossfades are not found.
[[nodiscard]] std::vector<Us> find_cuts(std::span<const Step> steps);

/// The time span whose pictures tell where `cuts[index]` is; it ends half-way to its neighbours.
[[nodiscard]] TimeRange window_of(std::span<const Cut> cuts, std::size_t index, Us frame);

/// Where the picture changes near `cut`; absent when both sides look the same, and for a push, in which all of the
/// picture moves. `pictures` are those of its window, in order.
[[nodiscard]] std::optional<Us> locate(const Cut& cut, std::span<const Seen> pictures, Us frame);

}  // namespace takt::verify
