// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/file_name.h"

#include <cstdint>

namespace takt::server {
namespace {

constexpr std::size_t kMaxExtensionBytes = 16;

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// How many bytes the character at the start of `text` has; 0 when it is not UTF-8.
std::size_t character_bytes(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return 1;
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return 0;
    std::uint32_t point = first & (0x7FU >> bytes);
    for (std::size_t at = 1; at < bytes; ++at) {
        if (!continues(text[at])) return 0;
        point = point << 6U | (static_cast<unsigned char>(text[at]) & 0x3FU);
    }
    const bool longer_than_needed = (bytes == 3 && point < 0x800) || (bytes == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    const bool control = point < 0xA0;
    return longer_than_needed || surrogate || control || point > 0x10FFFF ? 0 : bytes;
}

std::string readable(std::string_view text) {
    std::string name;
    while (!text.empty()) {
        const std::size_t bytes = character_bytes(text);
        const bool control = text.front() == '\x7F' || (bytes == 1 && text.front() < ' ');
        if (bytes == 0) name += '_';
        if (!control) name += text.substr(0, bytes);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return name;
}

/// Cuts the end off, between two characters.
void shorten(std::string& name, std::size_t max_bytes) {
    if (name.size() <= max_bytes) return;
    std::size_t end = max_bytes;
    while (end > 0 && continues(name[end])) --end;
    name.resize(end);
}

}  // namespace

std::string bare_file_name(std::string_view stated) {
    if (const std::size_t slash = stated.find_last_of("/\\"); slash != std::string_view::npos)
        stated.remove_prefix(slash + 1);
    std::string name = readable(stated);
    name.erase(0, name.find_first_not_of(". "));
    if (name.empty()) return "upload";
    if (name.size() <= kMaxFileNameBytes) return name;
    const std::size_t dot = name.rfind('.');
    const bool has_extension = dot != std::string::npos && name.size() - dot <= kMaxExtensionBytes;
    const std::string extension = has_extension ? name.substr(dot) : std::string();
    shorten(name, kMaxFileNameBytes - extension.size());
    return name + extension;
}

}  // namespace takt::server
