// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/regular_file.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <sys/stat.h>

namespace takt {

std::int64_t regular_file_size(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        if (errno == ELOOP) {
            throw Error(ErrorCode::NotFound,
                        fmt::format("{}: a symbolic link that leads back to itself; name the file", path.string()));
        }
        throw_errno(errno, path.string());
    }
    if (S_ISREG(status.st_mode)) return status.st_size;
    const bool folder = S_ISDIR(status.st_mode);
    throw Error(ErrorCode::UnsupportedFormat,
                fmt::format("{}: is a {}, not a file; {}", path.string(), folder ? "folder" : "pipe or device",
                            folder ? "name the files in it" : "write its content to a file first"));
}

}  // namespace takt
