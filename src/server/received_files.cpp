// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/received_files.h"

#include "server/file_name.h"

#include <cerrno>
#include <fcntl.h>
#include <stdlib.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace takt::server {
namespace {

constexpr std::size_t kBlockBytes = 256U << 10U;

}  // namespace

ReceivedFiles::ReceivedFiles(std::filesystem::path folder, std::int64_t max_file_bytes)
    : folder_(std::move(folder)), max_file_bytes_(max_file_bytes) {}

ReceivedFiles::~ReceivedFiles() {
    close();
    for (const UploadedFile& file : files_) {
        std::error_code moved_away;
        std::filesystem::remove(file.file, moved_away);
    }
}

void ReceivedFiles::part_begin(const PartHead& head) {
    if (!head.file_name || refusal_) return;
    std::string name = (folder_ / "incoming-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (descriptor_ < 0) return refuse({507, "the upload cannot be stored; look at the server's disk"});
    files_.push_back({.field = head.field, .file_name = bare_file_name(*head.file_name), .file = name});
    block_.reserve(kBlockBytes);
}

void ReceivedFiles::part_bytes(std::string_view bytes) {
    if (descriptor_ < 0) return;
    std::int64_t& size_bytes = files_.back().size_bytes;
    size_bytes += static_cast<std::int64_t>(bytes.size());
    if (size_bytes > max_file_bytes_) return refuse(file_too_large(max_file_bytes_));
    if (block_.size() + bytes.size() > kBlockBytes) flush();
    block_ += bytes;
}

void ReceivedFiles::part_end() {
    if (descriptor_ < 0) return;
    flush();
    close();
}

void ReceivedFiles::flush() {
    std::string_view rest = block_;
    while (!rest.empty() && !refusal_) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            refuse({507, "the upload cannot be stored; look at the server's disk"});
            break;
        }
    }
    block_.clear();
}

void ReceivedFiles::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    std::string().swap(block_);
}

void ReceivedFiles::refuse(Refusal refusal) {
    refusal_ = std::move(refusal);
    close();
}

}  // namespace takt::server
