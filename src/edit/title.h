// SPDX-License-Identifier: GPL-3.0-or-later
// Titles and captions as they are before anybody restyles them.
#pragma once

#include "takt/draft.h"

#include <string>

namespace takt::edit {

/// Shown for the first seconds of a video that lasts `video`.
[[nodiscard]] Span opening(Ms video);
/// In the middle, fading in and out.
[[nodiscard]] Segment title(const std::string& text, const Span& shown);
/// Spoken words: at the bottom, there and gone at once.
[[nodiscard]] Segment caption(const std::string& text, const Span& shown);

}  // namespace takt::edit
