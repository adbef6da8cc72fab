// SPDX-License-Identifier: GPL-3.0-or-later
// The program `takt beats FILE --json` against the program `aubiotrack FILE`, each from its start to its last line.
#pragma once

#include <string>

namespace takt::bench {

struct Race {
    std::string song;
    std::string takt;  ///< the program
    int rounds = 7;
};

/// Prints medians and their ratio; says "skipped: …" when a program is missing. Returns an exit status.
int run_race(const Race& race);

}  // namespace takt::bench
