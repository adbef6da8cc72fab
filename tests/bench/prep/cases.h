// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of work that the bench of prep compares: what takt does and the command an expert would give instead.
#pragma once

#include "bench/prep/measured_run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::bench {

/// Both sides' pictures are compared with the source brought to their shape by `reference`, a chain of ffmpeg's.
struct Pictures {
    std::filesystem::path source, ours, theirs;
    std::string reference;
};

struct Case {
    std::string name;
    double goal = 0;  ///< largest wanted ratio of wall times; 0: none
    Work ours;
    Work theirs;
    std::optional<Pictures> pictures;
    /// When set, theirs is encoded at another quality until both files are as large: makes `theirs` for a crf.
    std::function<Work(double crf)> theirs_at;
    std::optional<std::int64_t> wanted_bytes;  ///< of our file
};

/// `in` holds what the samples script makes; cases whose inputs are missing are left out. Both sides write into `out`.
[[nodiscard]] std::vector<Case> make_cases(const std::filesystem::path& in, const std::filesystem::path& out);

}  // namespace takt::bench
