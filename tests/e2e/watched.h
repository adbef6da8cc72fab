// SPDX-License-Identifier: GPL-3.0-or-later
// The program under watch: which files it opened, changed or ran, whom it called, how much processor and memory it
// took. Needs strace; processor time is cut at ten seconds, so that a run without an end ends the test too.
#pragma once

#include "e2e/program.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::test {

struct Watched {
    Ended ended;
    std::vector<std::filesystem::path> touched;  ///< absolute; opened, made, renamed or removed, or tried to
    std::vector<std::string> forbidden;          ///< lines of the trace: connections, other programs
};

/// Whether processes can be traced here.
[[nodiscard]] bool can_watch();

/// `takt` with these words, its settings in `home`.
[[nodiscard]] Watched run_watched(const std::filesystem::path& home, const std::vector<std::string>& words);

}  // namespace takt::test
