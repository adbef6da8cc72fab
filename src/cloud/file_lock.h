// SPDX-License-Identifier: GPL-3.0-or-later
// Only one at a time, among all threads and processes that lock the same file. The system drops the lock when a process
// ends in any way.
#pragma once

#include <filesystem>
#include <stop_token>

namespace takt::cloud {

class FileLock {
public:
    /// Waits for its turn. Creates the file (0600) when it is missing. Throws Interrupted, Permission, DiskFull, and
    /// Busy after three minutes: whoever holds it is stuck.
    FileLock(const std::filesystem::path& path, const std::stop_token& stop);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

}  // namespace takt::cloud
