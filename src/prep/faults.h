// SPDX-License-Identifier: GPL-3.0-or-later
// Where a file departs from what takt hands on, each with the cheapest cure. `judge` turns faults into an outcome and
// `plan` into an action, so the two can never disagree. Pure.
#pragma once

#include "takt/media_info.h"
#include "takt/preparation.h"

#include <vector>

namespace takt::prep {

/// From cheap to dear: another file name, the same packets in a new container, sound or picture encoded anew.
enum class Cure { Name, Container, Sound, Picture };

struct Fault {
    Cure cure;
    Reason reason;  ///< `next_step` is empty: takt does it
};

/// In the order a person would be told them. `info` holds at least one decodable stream.
[[nodiscard]] std::vector<Fault> find_faults(const MediaInfo& info, const Limits& limits, const Wishes& wishes = {});

/// What a new container leaves behind: "location", "device", "data track 3 (mebx)", …
[[nodiscard]] std::vector<std::string> removable(const MediaInfo& info);

/// H.264 in 4:2:0 has even sides only.
[[nodiscard]] Size even(Size size);

/// Upright size inside `long_side`, even, never enlarged.
[[nodiscard]] Size fit_inside(Size size, int long_side);

/// The same for a picture in a file of its own, whose sides may be odd.
[[nodiscard]] Size fit_still(Size size, int long_side);

}  // namespace takt::prep
