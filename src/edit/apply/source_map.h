// SPDX-License-Identifier: GPL-3.0-or-later
// From what a clip holds to when the timeline shows it, through speed and direction: for speech, silence, flaws and
// beats.
#pragma once

#include "takt/draft.h"

#include <optional>
#include <vector>

namespace takt::edit {

/// When the segment shows a stretch of its source, in its own part of the timeline; absent when it does not.
[[nodiscard]] std::optional<Span> shown_at(const Segment& segment, const TimeRange& of_source);

/// Which moment of the source the segment shows at a moment of the timeline, as if it were long enough.
[[nodiscard]] Us source_at(const Segment& segment, Ms time);

/// Ascending and apart: overlapping and touching ones become one.
[[nodiscard]] std::vector<Span> merged(std::vector<Span> spans);

}  // namespace takt::edit
