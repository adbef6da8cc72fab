// SPDX-License-Identifier: GPL-3.0-or-later
// Names of at most eight letters and digits for sources, as an edit decision list wants them; each source has its own.
#pragma once

#include "timeline/exchange/frame_timeline.h"

#include <map>
#include <set>
#include <string>

namespace takt::timeline {

class Reels {
public:
    /// The same for the same address. "BL" (black) for a gap, "AX" where there is no letter to take.
    [[nodiscard]] const std::string& of(const Piece& piece);

private:
    std::map<std::string, std::string> reels_;  // by address
    std::set<std::string> taken_{"BL", "AX"};
};

}  // namespace takt::timeline
