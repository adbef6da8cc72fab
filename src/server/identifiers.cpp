// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/identifiers.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdint>
#include <sys/random.h>
#include <vector>

namespace takt::server {
namespace {

std::vector<unsigned char> random_bytes(std::size_t count) {
    std::vector<unsigned char> bytes(count);
    std::size_t filled = 0;
    while (filled < count) {
        const auto got = ::getrandom(bytes.data() + filled, count - filled, 0);
        if (got < 0 && errno != EINTR) throw_errno(errno, "random source");
        if (got > 0) filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

std::uint64_t random_number() {
    std::uint64_t number = 0;
    for (const unsigned char byte : random_bytes(sizeof number)) number = number << 8U | byte;
    return number;
}

}  // namespace

std::string random_hex(std::size_t bytes) {
    std::string text;
    for (const unsigned char byte : random_bytes(bytes)) text += fmt::format("{:02x}", byte);
    return text;
}

std::string random_uuid() {
    std::string hex = random_hex(16);
    hex[12] = '4';
    hex[16] = "89ab"[hex[16] & 3];
    return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                       hex.substr(20));
}

std::string random_session_id() {
    constexpr std::uint64_t kSmallest = 1'000'000'000'000'000'000U;
    constexpr std::uint64_t kSpan = 8'000'000'000'000'000'000U;
    return fmt::format("{}", (kSmallest + random_number() % kSpan) | 1U);
}

bool same_secret(std::string_view one, std::string_view other) {
    unsigned difference = one.size() == other.size() ? 0 : 1;
    for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
        difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
    }
    return difference == 0;
}

}  // namespace takt::server
