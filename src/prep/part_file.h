// SPDX-License-Identifier: GPL-3.0-or-later
// The unfinished file of whoever writes bytes without a muxer: removed on every way out but publish().
#pragma once

#include "base/atomic_file.h"

#include <filesystem>
#include <system_error>

namespace takt::prep {

class PartFile {
public:
    explicit PartFile(const std::filesystem::path& path) : path_(path), part_(part_path(path)) {}
    ~PartFile() {
        std::error_code ignored;
        if (!published_) std::filesystem::remove(part_, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::filesystem::path& part() const { return part_; }
    void publish() {
        takt::publish(part_, path_);
        published_ = true;
    }

private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    bool published_ = false;
};

}  // namespace takt::prep
