// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/client_id.h"

#include "base/atomic_file.h"
#include "cloud/stored_token.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

namespace takt::cloud {
namespace {

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kMaxFileBytes = 4096;

std::string trimmed(const std::string& text) {
    constexpr const char* kSpace = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpace);
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

std::string new_client_id() {
    std::random_device random;  // of the system: ids of two machines must never meet
    const auto word = [&] { return static_cast<std::uint32_t>(random()); };
    const std::uint32_t version = (word() & 0x0fffU) | 0x4000U;
    const std::uint32_t variant = (word() & 0x3fffU) | 0x8000U;
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", word(), word() & 0xffffU, version, variant,
                       word() & 0xffffU, word());
}

std::optional<std::string> load_client_id(const std::filesystem::path& file) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    if (unknown || size > kMaxFileBytes) return std::nullopt;
    const std::string id = trimmed(read_file(file, kMaxFileBytes));
    if (!is_sendable_secret(id) || id.size() > kMaxIdBytes) return std::nullopt;
    return id;
}

void store_client_id(const std::filesystem::path& file, const std::string& id) {
    if (file.has_parent_path()) make_folder(file.parent_path());
    write_file(file, id + "\n", true);
}

}  // namespace takt::cloud
