// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of the cuts: found where they were planned, and on their beats.
#pragma once

#include "takt/verify.h"

#include "verify/pictures.h"

#include <vector>

namespace takt::verify {

/// Where each cut was found, and its beat: the one nearest to the plan, so that a cut on a wrong beat does not look
/// right. A planned cut that cannot be seen is left out; without a plan it is every cut found.
[[nodiscard]] std::vector<MeasuredCut> measure_cuts(const Pictures& pictures, const Expectation& expected);

/// Appends "cuts_found" and, with a plan, "cuts_on_beat".
void check_cuts(const Pictures& pictures, const Expectation& expected, std::vector<Check>& checks);

/// Sets the largest and the mean error from `cuts`.
void summarise_cuts(Verification& verification);

}  // namespace takt::verify
