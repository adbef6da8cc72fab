// SPDX-License-Identifier: GPL-3.0-or-later
// The id by which a service knows this machine's anonymous account again: made once, shared with other programs, kept
// for ever.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace takt::cloud {

/// A random UUID, version 4.
[[nodiscard]] std::string new_client_id();
/// Absent when the file is missing or holds no usable id.
[[nodiscard]] std::optional<std::string> load_client_id(const std::filesystem::path& file);
/// Mode 0600. Throws Permission or DiskFull.
void store_client_id(const std::filesystem::path& file, const std::string& id);

}  // namespace takt::cloud
