// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the sound of a prepared file against the reference decode of its source: in time at begin, middle and end, as
// long, as loud, left still left.
#pragma once

#include "support/reference_sound.h"

#include <string>
#include <vector>

namespace takt::test {

struct SoundFindings {
    double late_ms = 0;   ///< the worst of the three places
    double level_db = 0;  ///< louder than the source, the channel that is off most
    std::vector<std::string> faults;
};

/// `source_zero` and `output_zero`: what the files' clocks show when presentation begins.
[[nodiscard]] SoundFindings check_sound(const ReferenceSound& source, Us source_zero, const ReferenceSound& output,
                                        Us output_zero);

}  // namespace takt::test
