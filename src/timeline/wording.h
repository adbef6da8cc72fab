// SPDX-License-Identifier: GPL-3.0-or-later
// How parts of a draft are put in words: the same in summaries, differences and complaints.
#pragma once

#include "takt/draft.h"

#include <string>

namespace takt::timeline {

/// "Video", "BGM", "Title", or "Track type 9".
[[nodiscard]] std::string track_label(int type);

/// Seconds without needless decimals: "10", "1.5", "0.033".
[[nodiscard]] std::string seconds_text(Ms time);

/// "0-10s".
[[nodiscard]] std::string range_text(const Segment& segment);

/// "35%".
[[nodiscard]] std::string percent_text(double volume);

/// The shown text in quotes, else the name, else the last part of the address, else "untitled".
[[nodiscard]] std::string segment_label(const Segment& segment);

/// One line of UTF-8, whatever a file or a person named it: line ends and tabs are spaces.
[[nodiscard]] std::string one_line(std::string text);

}  // namespace takt::timeline
