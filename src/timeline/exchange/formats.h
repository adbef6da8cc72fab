// SPDX-License-Identifier: GPL-3.0-or-later
// One writer a format, each in a file of its name. Pure; used by timeline_document.
#pragma once

#include "timeline/exchange/frame_timeline.h"

#include <string>

namespace takt::timeline {

[[nodiscard]] std::string otio_document(const FrameTimeline& timeline);
[[nodiscard]] std::string fcpxml_document(const FrameTimeline& timeline);
/// Throws TooLarge, EditUnsupported.
[[nodiscard]] std::string edl_document(const FrameTimeline& timeline);
[[nodiscard]] std::string csv_document(const FrameTimeline& timeline);

}  // namespace takt::timeline
