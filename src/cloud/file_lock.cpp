// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/file_lock.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/clock.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace takt::cloud {
namespace {

constexpr Ms kLookEvery{20};
constexpr Ms kPatience = std::chrono::minutes{3};

/// The error number when it cannot be had; 0 when it is ours. What is waited for is somebody else's work, not time to
/// pass: hence the system's clock, whatever the program's is.
int lock(int descriptor, const std::stop_token& stop) {
    SystemClock clock;
    for (Ms waited{}; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; waited += kLookEvery) {
        if (errno != EWOULDBLOCK && errno != EINTR) return errno;
        if (waited >= kPatience) return EWOULDBLOCK;
        clock.wait(kLookEvery, stop);
    }
    return 0;
}

/// Closed on every way out, also out of a constructor.
class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return value_; }
    int release() { return std::exchange(value_, -1); }

private:
    int value_;
};

int open_locked(const std::filesystem::path& path, const std::stop_token& stop) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.get() < 0) throw_errno(errno, path.string());
    const int failed = lock(file.get(), stop);
    if (failed == EWOULDBLOCK) {
        throw Error(ErrorCode::Busy,
                    fmt::format("{}: another takt has been getting a token for minutes; end it, then run it again",
                                path.string()));
    }
    if (failed != 0) throw_errno(failed, path.string());
    return file.release();
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& path, const std::stop_token& stop)
    : descriptor_(open_locked(path, stop)) {}

FileLock::~FileLock() {
    ::close(descriptor_);
}

}  // namespace takt::cloud
