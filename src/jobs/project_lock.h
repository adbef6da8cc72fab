// SPDX-License-Identifier: GPL-3.0-or-later
// One writer per project: an advisory lock on `<project>/.lock`, held as long as this object lives.
// The system drops it when the process ends in any way, so a killed run never leaves a project locked.
#pragma once

#include "jobs/open_file.h"

#include <filesystem>

namespace takt::jobs {

class ProjectLock {
public:
    /// Creates the project folder when it is missing. Throws Busy at once, naming the holder, when the lock is held
    /// (also by this process), Permission, DiskFull.
    explicit ProjectLock(const std::filesystem::path& project);

private:
    OpenFile file_;
};

}  // namespace takt::jobs
