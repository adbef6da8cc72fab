// SPDX-License-Identifier: GPL-3.0-or-later
// The command table: one overload per command. Each prints its result on stdout, for people or (--json) for programs,
// and returns the exit status. Failures are thrown; main prints them.
#pragma once

#include "takt/progress.h"

#include "cli/environment.h"
#include "cli/invocation.h"

#include <stop_token>

namespace takt::cli {

class InterruptWatch;

/// What every command is given beside its own arguments.
struct Surroundings {
    const Globals& globals;
    const Environment& environment;
    Progress& progress;
    InterruptWatch& interrupts;
    std::stop_token stop;
};

int run(const PrepArguments& arguments, const Surroundings& with);
int run(const RenderArguments& arguments, const Surroundings& with);
int run(const ProbeArguments& arguments, const Surroundings& with);
int run(const BeatsArguments& arguments, const Surroundings& with);
int run(const VerifyArguments& arguments, const Surroundings& with);
int run(const ChatArguments& arguments, const Surroundings& with);
int run(const ExportArguments& arguments, const Surroundings& with);
int run(const StatusArguments& arguments, const Surroundings& with);
int run(const CreditsArguments& arguments, const Surroundings& with);
int run(const UploadArguments& arguments, const Surroundings& with);
int run(const ResumeArguments& arguments, const Surroundings& with);
int run(const MoveArguments& arguments, const Surroundings& with);
int run(const HistoryArguments& arguments, const Surroundings& with);
int run(const DiffArguments& arguments, const Surroundings& with);
int run(const ServeArguments& arguments, const Surroundings& with);
int run(const DoctorArguments& arguments, const Surroundings& with);

}  // namespace takt::cli
