// SPDX-License-Identifier: GPL-3.0-or-later
// From levels and verdicts, frame by frame, to the stretches in which somebody speaks or nothing is heard. Pure.
#pragma once

#include "takt/time.h"

#include <vector>

namespace takt::prep {

/// Frames of 20 ms that are loud enough inside windows judged as speech; gaps below 0.3 s are breath, bursts below 0.25
/// s are no words.
[[nodiscard]] std::vector<TimeRange> speech_ranges(const std::vector<float>& levels, const std::vector<bool>& verdicts);

/// At least half a second, 35 dB below what is loud in this sound, and in any case between -60 and -40 dB.
[[nodiscard]] std::vector<TimeRange> silent_ranges(const std::vector<float>& levels);

}  // namespace takt::prep
