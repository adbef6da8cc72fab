// SPDX-License-Identifier: GPL-3.0-or-later
// A file on its way into a request: read from the disk piece by piece, in the size it had when it was opened, because
// that size is announced before the first byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace takt::net {

class FileBody {
public:
    /// Throws NotFound or Permission.
    explicit FileBody(const std::filesystem::path& file);
    ~FileBody();
    FileBody(const FileBody&) = delete;
    FileBody& operator=(const FileBody&) = delete;

    [[nodiscard]] std::int64_t size_bytes() const { return size_bytes_; }
    /// 0 at the end. Throws Corrupt when the file has become shorter, Permission when the disk fails.
    std::size_t read(char* into, std::size_t capacity);
    void seek(std::int64_t offset) { offset_ = offset; }

private:
    std::string subject_;
    int fd_;
    std::int64_t size_bytes_ = 0;
    std::int64_t offset_ = 0;
};

}  // namespace takt::net
