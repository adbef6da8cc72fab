// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/file_body.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace takt::net {

// O_NONBLOCK: a named pipe must not hold us up before we can refuse it.
FileBody::FileBody(const std::filesystem::path& file)
    : subject_(file.filename().string()), fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (fd_ < 0) throw_errno(errno, subject_);
    struct stat status {};
    if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd_);
        throw Error(ErrorCode::NotFound, subject_ + ": is not a regular file; name a media file");
    }
    size_bytes_ = status.st_size;
}

FileBody::~FileBody() {
    ::close(fd_);
}

std::size_t FileBody::read(char* into, std::size_t capacity) {
    const auto wanted = static_cast<std::size_t>(
        std::min<std::int64_t>(static_cast<std::int64_t>(capacity), std::max<std::int64_t>(size_bytes_ - offset_, 0)));
    if (wanted == 0) return 0;
    ssize_t count = 0;
    do {
        count = ::pread(fd_, into, wanted, offset_);
    } while (count < 0 && errno == EINTR);
    if (count < 0) throw_errno(errno, subject_);
    if (count == 0) {
        throw Error(ErrorCode::Corrupt, subject_ + ": became shorter while it was sent; run the same command again");
    }
    offset_ += count;
    return static_cast<std::size_t>(count);
}

}  // namespace takt::net
