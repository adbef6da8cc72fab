// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told about a montage: what was left out, shown twice, or could not be done.
#pragma once

#include "takt/edit.h"

#include <string>
#include <vector>

namespace takt::edit {

struct MontageFacts {
    int rounds = 1;  ///< how often the footage begins from its start
    int beside_the_beat = 0;
    Ms left_out{};
    bool ended_early = false;
};

[[nodiscard]] std::vector<std::string> montage_notes(const std::vector<ClipSource>& clips,
                                                     const std::vector<Segment>& segments, const MontageFacts& facts);

}  // namespace takt::edit
