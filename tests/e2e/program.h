// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the built program as a user would: its own process, its own streams, and a hand on the kill switch.
#pragma once

#include "support/temp_dir.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace takt::test {

struct Ended {
    int exit_status = -1;  ///< -1 when a signal ended it
    int signal = 0;
    std::string out;
    std::string err;
    double cpu_s = 0;             ///< of the program and what it started
    std::int64_t peak_bytes = 0;  ///< resident, of the largest of them
};

/// A signal to send after a while, if the program has not ended by then.
struct Blow {
    std::chrono::milliseconds after{};
    int signal = 0;
};

/// What the program is given beside its words.
struct Surroundings {
    std::map<std::string, std::string> variables;  ///< added to the environment, or replacing what is there
    std::string input;                             ///< on stdin
    std::function<void(pid_t)> on_start;           ///< told who was born
    std::vector<std::string> launcher;             ///< a program that runs the rest of the line, found in PATH
};

/// `takt` with these words. stdin is empty.
[[nodiscard]] Ended run_takt(const std::vector<std::string>& words, std::optional<Blow> blow = {});
[[nodiscard]] Ended run_takt_in(const Surroundings& surroundings, const std::vector<std::string>& words,
                                std::optional<Blow> blow = {});

/// The words of `takt prep` in `folder`'s project, without progress.
[[nodiscard]] std::vector<std::string> prep_words(const TempDir& folder, const std::vector<std::string>& words);

}  // namespace takt::test
