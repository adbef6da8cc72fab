// SPDX-License-Identifier: GPL-3.0-or-later
// Which measures an edit needs: looking through an hour of footage to make music quieter would be wasted.
#pragma once

#include "takt/draft.h"
#include "takt/edit_op.h"

#include <vector>

namespace takt::local {

struct Measuring {
    bool pictures = true;
    bool sound = true;
};

/// What `ops` on `draft` ask of the clips' measures.
[[nodiscard]] Measuring measuring_for(const std::vector<EditOp>& ops, const Draft& draft);

}  // namespace takt::local
