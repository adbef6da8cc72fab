// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of stretches of one clip: ascending, apart, none empty.
#pragma once

#include "takt/draft.h"

#include <vector>

namespace takt::edit {

using Spans = std::vector<Span>;

/// `all` but for what lies in `taken`.
[[nodiscard]] Spans without(const Spans& all, const Span& taken);
/// Adds a stretch that begins at or after the last one's end; neighbours that touch become one.
void append(Spans& all, const Span& more);
[[nodiscard]] Ms total(const Spans& all);
[[nodiscard]] Ms longest(const Spans& all);

}  // namespace takt::edit
