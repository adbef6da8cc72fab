// SPDX-License-Identifier: GPL-3.0-or-later
// One onset curve from several onset functions: each is compressed, freed from its local mean, brought to a local
// scale, and then they are added. Values are 0..1, one per hop, alike in quiet and loud parts of a song.
#pragma once

#include "beats/listener.h"

#include <span>
#include <vector>

namespace takt::beats {

/// One function, compressed and normalised: 0 where nothing begins, about 1 at a typical attack nearby.
[[nodiscard]] std::vector<float> normalised(std::span<const float> function, std::span<const float> level);

/// Of a normalised function, or a mean of them: how much each hop looks like an attack, 0..1.
[[nodiscard]] std::vector<float> soft(std::vector<float> normalised);

/// All functions together, soft.
[[nodiscard]] std::vector<float> onset_curve(const Curves& curves);

/// The mean over the `2 * reach + 1` hops around each hop; fewer at the ends.
[[nodiscard]] std::vector<float> moving_mean(std::span<const float> curve, std::size_t reach);

}  // namespace takt::beats
