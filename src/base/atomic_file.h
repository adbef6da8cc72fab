// SPDX-License-Identifier: GPL-3.0-or-later
// Files appear whole: written under a name ending in ".part", flushed to disk, then renamed.
// Used for every document and every media output.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace takt {

/// Where the unfinished file stands: `path` + ".part", in the same folder, so that the rename stays on one disk.
[[nodiscard]] std::filesystem::path part_path(const std::filesystem::path& path);

/// Throws DiskFull, Permission or NotFound with `subject` named, from an errno value.
[[noreturn]] void throw_errno(int error_number, const std::string& subject);

/// Flushes `part` to disk and gives it its final name. Throws DiskFull or Permission.
void publish(const std::filesystem::path& part, const std::filesystem::path& path);

/// Moves a finished file; from one disk to another it is copied, and still appears whole. Throws DiskFull, Permission.
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Replaces `path` as a whole; mode 0600 when `secret`, else as umask says. Throws DiskFull or Permission.
void write_file(const std::filesystem::path& path, std::string_view bytes, bool secret = false);

/// The whole file. Throws NotFound, Permission, or TooLarge over `max_bytes`.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t max_bytes = 64U << 20U);

/// Creates `folder` and its parents, and proves that one can write there. Throws Permission or DiskFull.
void make_folder(const std::filesystem::path& folder);

}  // namespace takt
