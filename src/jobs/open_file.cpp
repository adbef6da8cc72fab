// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/open_file.h"

#include "base/atomic_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace takt::jobs {

OpenFile OpenFile::for_writing(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) throw_errno(errno, path.string());
    return {descriptor, path.string()};
}

OpenFile::OpenFile(int descriptor, std::string subject) : descriptor_(descriptor), subject_(std::move(subject)) {}

OpenFile::~OpenFile() {
    ::close(descriptor_);
}

bool OpenFile::try_lock() {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno == EWOULDBLOCK) return false;
    throw_errno(errno, subject_);
}

std::string OpenFile::read_front() const {
    std::array<char, 64> bytes{};
    const ssize_t count = ::pread(descriptor_, bytes.data(), bytes.size(), 0);
    if (count < 0) throw_errno(errno, subject_);
    return {bytes.data(), static_cast<std::size_t>(count)};
}

void OpenFile::write_front(const std::string& text) {
    if (::pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        throw_errno(errno, subject_);
    }
}

}  // namespace takt::jobs
