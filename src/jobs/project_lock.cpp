// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/project_lock.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

#include <string>
#include <unistd.h>

namespace takt::jobs {
namespace {

const std::filesystem::path& made(const std::filesystem::path& folder) {
    make_folder(folder);
    return folder;
}

}  // namespace

ProjectLock::ProjectLock(const std::filesystem::path& project) : file_(OpenFile::for_writing(made(project) / ".lock")) {
    if (!file_.try_lock()) {
        const std::string holder = file_.read_front();
        throw Error(
            ErrorCode::Busy,
            fmt::format("{}: another takt (process {}) is working in it; wait for it or name another folder with -C",
                        project.string(), holder.substr(0, holder.find(' '))));
    }
    // Padded rather than truncated first: some file systems flush a file to disk that was emptied and filled again.
    file_.write_front(fmt::format("{:<19}\n", ::getpid()));
}

}  // namespace takt::jobs
