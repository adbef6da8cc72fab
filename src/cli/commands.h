// SPDX-License-Identifier: GPL-3.0-or-later
// The command table: one overload per command. Each prints its result on stdout, for people or (--json) for programs,
// and returns the exit status. Failures are thrown; main prints them.
#pragma once

#include "takt/progress.h"

#include "cli/invocation.h"

#include <stop_token>

namespace takt::cli {

/// What every command is given beside its own arguments.
struct Surroundings {
    const Globals& globals;
    Progress& progress;
    std::stop_token stop;
};

int run(const PrepArguments& arguments, const Surroundings& with);
int run(const RenderArguments& arguments, const Surroundings& with);
int run(const ProbeArguments& arguments, const Surroundings& with);
int run(const BeatsArguments& arguments, const Surroundings& with);
int run(const VerifyArguments& arguments, const Surroundings& with);
int run(const DoctorArguments& arguments, const Surroundings& with);

}  // namespace takt::cli
