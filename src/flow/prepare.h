// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt prep` does: every input through probe → judge → plan → execute into media/, songs and clips analysed into
// analysis/, and project.json written. Finished steps are in the journal and are not done twice.
#pragma once

#include "takt/beats.h"
#include "takt/preparation.h"
#include "takt/progress.h"

#include "flow/project.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace takt::jobs {
class Journal;
}

namespace takt::flow {

struct PrepareRequest {
    std::filesystem::path project;
    beats::Corrections corrections{};          ///< of songs' beats
    std::vector<std::filesystem::path> files;  ///< a folder stands for the media files directly in it, by name
    Limits limits;
    Wishes wishes;
    bool dry_run = false;  ///< decide only: nothing is written, not even the project folder
    bool force = false;    ///< do finished steps again
    bool add = false;      ///< the project keeps what it holds, and holds these files too
    bool proxy = false;    ///< a small copy of every clip into analysis/, for looking at
    bool look = false;     ///< thumbnails and loudness also of what is copied; without it nothing is decoded for them
    int jobs = 0;          ///< files at once, at most; 0: as many as there are cores
};

struct SongAnalysis {
    std::filesystem::path path;        ///< the prepared song
    std::filesystem::path beats_file;  ///< takt.beats/1
    BeatGrid grid;
};

struct Preparation {
    Project project;
    std::vector<SongAnalysis> songs;
    [[nodiscard]] bool any_rejected() const;
};

/// Files are prepared side by side within `jobs` and 1 GiB; the answer is in the order they were named.
/// Inputs that cannot be used are values in the answer, not errors; what was usable is prepared all the same.
/// Throws Usage (no files), Busy, DiskFull, Permission, Interrupted.
[[nodiscard]] Preparation prepare(const PrepareRequest& request, Progress& progress, std::stop_token stop = {});
/// As above, for who holds the project's journal already; `dry_run` is not looked at.
[[nodiscard]] Preparation prepare(const PrepareRequest& request, jobs::Journal& journal, Progress& progress,
                                  const std::stop_token& stop);

}  // namespace takt::flow
