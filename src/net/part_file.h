// SPDX-License-Identifier: GPL-3.0-or-later
// The partial file of a download, written from a given place on. Used by download.cpp alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace takt::net {

class PartFile {
public:
    /// Opens or creates `path` and cuts it to `keep_bytes`. Throws DiskFull, Permission, NotFound.
    PartFile(const std::filesystem::path& path, std::int64_t keep_bytes);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    /// Throws DiskFull or Permission.
    void append(std::string_view bytes) const;

private:
    std::string subject_;
    int fd_;
};

}  // namespace takt::net
