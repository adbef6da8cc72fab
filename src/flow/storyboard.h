// SPDX-License-Identifier: GPL-3.0-or-later
// A draft on one page: a picture of each shot over the waveform of what is heard, with beats, cuts, titles and
// captions, in rows like those of a score. For people who want to see a cut before it is rendered.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"
#include "takt/progress.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace takt::flow {

/// `beats` are on the draft's timeline; sources that are relative paths lie in `root`. `out` ends in .svg, .html or
/// .htm, and is written whole or not at all; it needs no network and no script. A shot or sound that cannot be read
/// stays without its picture. Throws Usage (another ending), Corrupt (broken draft), TooLarge (longer than a day),
/// DiskFull, Permission, Interrupted.
void write_storyboard(const Draft& draft, const std::vector<Beat>& beats, const std::filesystem::path& root,
                      const std::filesystem::path& out, Progress& progress, const std::stop_token& stop);

}  // namespace takt::flow
