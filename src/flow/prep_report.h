// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML page about a preparation: one section a file with before and after, verdict, reasons and what was removed.
// Self-contained: no script, no outside address. File names and tags are hostile text.
#pragma once

#include "flow/prepare.h"
#include "flow/report_pictures.h"

#include <string>
#include <vector>

namespace takt::flow {

/// Pure. `pictures` belong to the inputs, in their order; it may be shorter.
[[nodiscard]] std::string prep_report(const Preparation& preparation, const std::vector<ItemPictures>& pictures);

}  // namespace takt::flow
