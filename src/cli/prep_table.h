// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt prep` tells people: one line a file, its reasons under it, and the sum. Pure.
#pragma once

#include "flow/prepare.h"

#include <string>

namespace takt::cli {

/// Names are shown as plain text: what they hold of control characters does not reach the terminal.
[[nodiscard]] std::string prep_table(const flow::Preparation& preparation, double taken_s);

}  // namespace takt::cli
