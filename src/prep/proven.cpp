// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/proven.h"

#include "takt/error.h"

#include "prep/faults.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::prep {

std::vector<std::string> proven_removed(const Plan& plan, const MediaInfo& output) {
    const std::vector<std::string> held = removable(output);
    for (const std::string& name : plan.removed) {
        if (std::find(held.begin(), held.end(), name) == held.end()) continue;
        throw Error(ErrorCode::VerificationFailed,
                    fmt::format("{}: the written file still holds what was to be removed ({}); please report it",
                                plan.input.filename().string(), name));
    }
    return plan.removed;
}

}  // namespace takt::prep
