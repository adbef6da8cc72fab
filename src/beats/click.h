// SPDX-License-Identifier: GPL-3.0-or-later
// The song with a click on every beat, a higher one on downbeats: the quickest way to hear whether a grid is right.
#pragma once

#include "takt/beats.h"
#include "takt/progress.h"

#include <filesystem>
#include <stop_token>

namespace takt::beats {

/// Writes 44.1 kHz stereo 16-bit WAV; `wav` appears whole. Throws as analyse_beats does, DiskFull, Permission.
void write_click_mix(const std::filesystem::path& song, const BeatGrid& grid, const std::filesystem::path& wav,
                     Progress& progress, const std::stop_token& stop = {});

}  // namespace takt::beats
