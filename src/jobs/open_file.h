// SPDX-License-Identifier: GPL-3.0-or-later
// An owned file descriptor, for the two things the standard library cannot do: create with a mode, and lock.
#pragma once

#include <filesystem>
#include <string>

namespace takt::jobs {

class OpenFile {
public:
    /// Opens or creates `path` with mode 0600, without truncating it. Throws Permission or DiskFull.
    static OpenFile for_writing(const std::filesystem::path& path);

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    /// False when somebody else holds the exclusive lock. It ends with this object, or with the process.
    [[nodiscard]] bool try_lock();
    /// The first bytes, at most 64.
    [[nodiscard]] std::string read_front() const;
    /// Overwrites the first bytes; what follows them stays.
    void write_front(const std::string& text);

private:
    OpenFile(int descriptor, std::string subject);

    int descriptor_;
    std::string subject_;
};

}  // namespace takt::jobs
