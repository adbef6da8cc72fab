// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plain_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace takt {
namespace {

struct CodePoint {
    std::uint32_t value;
    std::size_t bytes;
};

/// The well-formed sequence at the front (RFC 3629: shortest form, no surrogates); absent for anything else.
std::optional<CodePoint> decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return CodePoint{lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return std::nullopt;
    std::uint32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
        value = value << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::uint32_t kShortest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < kShortest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
    return CodePoint{value, length};
}

bool is_control(std::uint32_t value) {
    return value < 0x20 || (value >= 0x7F && value < 0xA0) || (value >= 0x200E && value <= 0x200F) ||
           (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

/// Enough of Unicode's East Asian Width for file names: Hangul, CJK, full-width forms, emoji.
bool is_wide(std::uint32_t value) {
    return (value >= 0x1100 && value <= 0x115F) || (value >= 0x2E80 && value <= 0xA4CF) ||
           (value >= 0xAC00 && value <= 0xD7A3) || (value >= 0xF900 && value <= 0xFAFF) ||
           (value >= 0xFE30 && value <= 0xFE6F) || (value >= 0xFF00 && value <= 0xFF60) ||
           (value >= 0x1F300 && value <= 0x1FAFF) || (value >= 0x20000 && value <= 0x3FFFD);
}

bool is_combining(std::uint32_t value) {
    return (value >= 0x300 && value <= 0x36F) || value == 0x200D || (value >= 0xFE00 && value <= 0xFE0F);
}

}  // namespace

std::string plain_text(std::string_view text, std::string_view replacement) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const auto point = decode(text);
        if (point && !is_control(point->value)) {
            plain += text.substr(0, point->bytes);
        } else {
            plain += replacement;
        }
        text.remove_prefix(point ? point->bytes : 1);
    }
    return plain;
}

int columns(std::string_view text) {
    int count = 0;
    while (!text.empty()) {
        const CodePoint point = decode(text).value_or(CodePoint{'?', 1});
        count += is_combining(point.value) ? 0 : is_wide(point.value) ? 2 : 1;
        text.remove_prefix(point.bytes);
    }
    return count;
}

}  // namespace takt
