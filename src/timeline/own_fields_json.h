// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a segment that only takt writes. In another shape than ours they are someone else's and stay where they
// are; a default is not written.
#pragma once

#include "takt/draft.h"

#include "timeline/draft_fields_json.h"

namespace takt::timeline {

/// Takes what is ours out of `meta`.
void read_own(Fields& meta, Segment& segment);
void write_own(const Segment& segment, Json& meta);

/// The same for the draft as a whole.
void read_own(Fields& meta, Draft& draft);
void write_own(const Draft& draft, Json& meta);

}  // namespace takt::timeline
