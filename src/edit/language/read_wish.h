// SPDX-License-Identifier: GPL-3.0-or-later
// One stretch of a request, read by the rule that explains it.
#pragma once

#include "edit/language/parse.h"

namespace takt::language {

/// Lower is better; what is not understood costs more than anything that is.
struct Judged {
    Wish wish;
    int cost = 0;
    Context after;  ///< for what follows
};
[[nodiscard]] Judged read_wish(const Tokens& words, const Context& before);

}  // namespace takt::language
