// SPDX-License-Identifier: GPL-3.0-or-later
// Wall time, CPU time and peak memory of work done in processes of its own, as the kernel counts them. Used by the
// benches of prep and beats, for takt's side and for the other programs' alike.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace takt::bench {

using Command = std::vector<std::string>;
/// A program to run, or a piece of this one to run in a child. Steps run one after the other.
using Step = std::variant<Command, std::function<void()>>;
using Work = std::vector<Step>;

struct Cost {
    double wall_s = 0;
    double cpu_s = 0;
    double peak_mb = 0;  ///< of the largest process
};

/// Throws std::runtime_error, with what the step wrote to stderr, when one fails.
Cost run(const Work& work);

/// Of each in turn, `rounds` times: machines drift, and both then drift alike. Medians.
struct Paired {
    Cost ours;
    Cost theirs;
};
Paired run_in_turn(const Work& ours, const Work& theirs, int rounds);

/// What a command writes to stdout and stderr.
std::string output_of(const Command& command);

}  // namespace takt::bench
