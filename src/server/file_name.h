// SPDX-License-Identifier: GPL-3.0-or-later
// A file's name as a client states it, made harmless: shown to people and kept as the ending of names of ours, never
// used as a path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace takt::server {

inline constexpr std::size_t kMaxFileNameBytes = 200;

/// Without folders, control characters and leading dots; valid UTF-8 (a byte that is not becomes '_'); at most
/// kMaxFileNameBytes, of which the extension is kept. "upload" when nothing is left.
[[nodiscard]] std::string bare_file_name(std::string_view stated);

}  // namespace takt::server
