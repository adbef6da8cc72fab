// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/part_file.h"

#include "base/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace takt::net {

PartFile::PartFile(const std::filesystem::path& path, std::int64_t keep_bytes)
    : subject_(path.string()), fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
    if (fd_ < 0) throw_errno(errno, subject_);
    if (::ftruncate(fd_, keep_bytes) == 0) return;
    const int why = errno;
    ::close(fd_);
    throw_errno(why, subject_);
}

PartFile::~PartFile() {
    ::close(fd_);
}

void PartFile::append(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_errno(errno, subject_);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace takt::net
