// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program but its entry: one line of words in, an exit status out.
#pragma once

#include <string>
#include <vector>

namespace takt::cli {

/// Prints results on stdout, and errors on stderr (with --json also on stdout). Never throws.
int run_program(const std::vector<std::string>& words);

}  // namespace takt::cli
