// SPDX-License-Identifier: GPL-3.0-or-later
// A song, heard once: the grid that takt::analyse_beats returns, and the curves that pictures are drawn from.
#pragma once

#include "takt/beats.h"
#include "takt/progress.h"

#include "beats/listener.h"
#include "beats/picture.h"

#include <filesystem>
#include <stop_token>

namespace takt::beats {

/// Counts up whenever the same sound may give other beats, bars, sections or hints than before: what was kept by an
/// earlier version is then analysed anew.
inline constexpr int kAnalysisVersion = 1;

struct Analysis {
    BeatGrid grid;
    Drawing drawing;
};

/// As takt::analyse_beats.
[[nodiscard]] Analysis analyse_song(const std::filesystem::path& path, Progress& progress,
                                    const std::stop_token& stop = {});

/// The part without files: what was heard becomes a grid. Throws Interrupted.
[[nodiscard]] Analysis analyse_curves(Curves curves, const std::filesystem::path& source,
                                      const std::stop_token& stop = {});

}  // namespace takt::beats
