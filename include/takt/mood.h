// SPDX-License-Identifier: GPL-3.0-or-later
// One measure for songs and pictures: how lively they are, and how bright. The two axes of J. A. Russell, "A circumplex
// model of affect" (1980), guessed from documented features.
#pragma once

#include <string>

namespace takt {

struct Mood {
    double energy = 0.5;   ///< 0 still water .. 1 a chase
    double valence = 0.5;  ///< 0 dark, sad .. 1 bright, happy
    std::string because;   ///< the numbers behind it, for people
    bool operator==(const Mood&) const = default;
};

}  // namespace takt
