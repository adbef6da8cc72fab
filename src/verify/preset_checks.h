// SPDX-License-Identifier: GPL-3.0-or-later
// Holds a finished video against the place where it is to be shown. Names begin with "preset_". Pure.
#pragma once

#include "takt/preset.h"
#include "takt/verify.h"

#include "verify/checks.h"

#include <vector>

namespace takt::verify {

void check_preset(const Measured& measured, const Preset& preset, std::vector<Check>& checks);

}  // namespace takt::verify
