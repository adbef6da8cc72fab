// SPDX-License-Identifier: GPL-3.0-or-later
// Files as the service names them, and what may be sent to it: judged before the first byte.
#pragma once

#include "takt/backend.h"

#include "api/documents.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace takt::cloud {

inline constexpr std::int64_t kMaxUploadBytes = 500'000'000;

[[nodiscard]] Asset asset_of(const api::MediaFile& file);

struct Uploadable {
    std::string media_type;
    std::int64_t size_bytes = 0;
};
/// By extension and size. Throws NotFound, UnsupportedFormat, TooLarge, and Corrupt for an empty file.
[[nodiscard]] Uploadable check_uploadable(const std::filesystem::path& file);

}  // namespace takt::cloud
