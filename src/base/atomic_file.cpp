// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace takt {
namespace {

/// An open file descriptor, closed on every way out.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags, mode_t mode)
        : subject_(path.string()), fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (fd_ < 0) throw_errno(errno, subject_);
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw_errno(errno, subject_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const {
        if (::fsync(fd_) != 0) throw_errno(errno, subject_);
    }
    [[nodiscard]] std::string read_all(std::size_t max_bytes) const {
        std::string bytes;
        char block[1U << 16U];
        for (;;) {
            const ssize_t count = ::read(fd_, block, sizeof block);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw_errno(errno, subject_);
            if (count == 0) return bytes;
            bytes.append(block, static_cast<std::size_t>(count));
            if (bytes.size() > max_bytes) {
                throw Error(ErrorCode::TooLarge,
                            fmt::format("{}: larger than {} bytes; it is not a file of takt's", subject_, max_bytes));
            }
        }
    }

private:
    std::string subject_;
    int fd_;
};

}  // namespace

std::filesystem::path part_path(const std::filesystem::path& path) {
    std::filesystem::path part = path;
    part += ".part";
    return part;
}

void throw_errno(int error_number, const std::string& subject) {
    const std::string why = std::strerror(error_number);
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
            throw Error(ErrorCode::DiskFull,
                        fmt::format("{}: the disk is full; free some space, then run the same command again", subject));
        case ENOENT: throw Error(ErrorCode::NotFound, fmt::format("{}: no such file; check the path", subject));
        case EACCES:
        case EPERM:
        case EROFS:
            throw Error(ErrorCode::Permission,
                        fmt::format("{}: {}; check the permissions or name another folder", subject, why));
        default: throw Error(ErrorCode::Permission, fmt::format("{}: {}", subject, why));
    }
}

void publish(const std::filesystem::path& part, const std::filesystem::path& path) {
    Descriptor(part, O_RDONLY, 0).sync();
    if (::rename(part.c_str(), path.c_str()) != 0) throw_errno(errno, path.string());
    // The rename itself must survive a power cut: it lives in the folder.
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    Descriptor(folder, O_RDONLY | O_DIRECTORY, 0).sync();
}

void move_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) == 0) return;
    if (errno != EXDEV) throw_errno(errno, to.string());
    const auto part = part_path(to);
    std::error_code failed;
    std::filesystem::copy_file(from, part, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw_errno(failed.value(), to.string());
    }
    publish(part, to);
    std::filesystem::remove(from, failed);
}

void write_file(const std::filesystem::path& path, std::string_view bytes, bool secret) {
    const auto part = part_path(path);
    Descriptor(part, O_WRONLY | O_CREAT | O_TRUNC, secret ? 0600 : 0666).write_all(bytes);
    publish(part, path);
}

std::string read_file(const std::filesystem::path& path, std::size_t max_bytes) {
    return Descriptor(path, O_RDONLY, 0).read_all(max_bytes);
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw_errno(failed.value(), folder.string());
    if (::access(folder.c_str(), W_OK | X_OK) != 0) throw_errno(errno, folder.string());
}

}  // namespace takt
