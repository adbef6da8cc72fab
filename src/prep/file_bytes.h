// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a file by position, through one window of bounded size. Used by the walks over picture containers;
// positions outside the file give less or nothing, never an error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace takt::prep {

class FileBytes {
public:
    explicit FileBytes(const std::filesystem::path& path);

    [[nodiscard]] std::int64_t size() const { return size_; }
    /// Up to `count` bytes from `at`; fewer at the end.
    [[nodiscard]] std::string read(std::int64_t at, std::size_t count);
    /// The window's bytes from `at` on, at least one unless `at` is outside. Valid until the next call.
    [[nodiscard]] std::string_view window(std::int64_t at);
    /// Where `needle` (short) begins, at or after `at` and before `end`.
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view needle, std::int64_t at, std::int64_t end);

private:
    std::ifstream file_;
    std::int64_t size_ = 0;
    std::string window_;
    std::int64_t window_at_ = 0;
};

/// An unsigned number of up to four bytes.
[[nodiscard]] std::uint32_t big_endian(std::string_view bytes);
[[nodiscard]] std::uint32_t little_endian(std::string_view bytes);

}  // namespace takt::prep
