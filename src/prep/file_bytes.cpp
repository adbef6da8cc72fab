// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/file_bytes.h"

#include <algorithm>

namespace takt::prep {
namespace {

constexpr std::size_t kWindow = 1U << 18U;

}  // namespace

FileBytes::FileBytes(const std::filesystem::path& path) : file_(path, std::ios::binary | std::ios::ate) {
    if (file_) size_ = static_cast<std::int64_t>(file_.tellg());
}

std::string_view FileBytes::window(std::int64_t at) {
    if (at < 0 || at >= size_) return {};
    if (at < window_at_ || at >= window_at_ + static_cast<std::int64_t>(window_.size())) {
        window_.resize(kWindow);
        file_.clear();
        file_.seekg(at);
        file_.read(window_.data(), static_cast<std::streamsize>(kWindow));
        window_.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file_.gcount())));
        window_at_ = at;
    }
    return std::string_view(window_).substr(static_cast<std::size_t>(at - window_at_));
}

std::string FileBytes::read(std::int64_t at, std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
        const std::string_view more = window(at + static_cast<std::int64_t>(bytes.size()));
        if (more.empty()) break;
        bytes.append(more.substr(0, count - bytes.size()));
    }
    return bytes;
}

std::optional<std::int64_t> FileBytes::find(std::string_view needle, std::int64_t at, std::int64_t end) {
    while (at + static_cast<std::int64_t>(needle.size()) <= std::min(end, size_)) {
        std::string_view bytes = window(at);
        if (bytes.size() < needle.size()) {  // it may straddle two windows
            if (read(at, needle.size()) == needle) return at;
            at += 1;
            continue;
        }
        const std::size_t found = bytes.find(needle);
        if (found != std::string_view::npos) {
            const std::int64_t where = at + static_cast<std::int64_t>(found);
            return where + static_cast<std::int64_t>(needle.size()) <= end ? std::optional(where) : std::nullopt;
        }
        at += static_cast<std::int64_t>(bytes.size() - needle.size() + 1);
    }
    return std::nullopt;
}

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
    return value;
}

}  // namespace takt::prep
