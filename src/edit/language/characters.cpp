// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/characters.h"

#include <cstdint>

namespace takt::language {
namespace {

constexpr char32_t kBroken = U' ';

/// The character that begins at `at`, not yet folded; one byte of what is no UTF-8.
Character decode(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, at, at + 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.size()) return {kBroken, at, at + 1};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = at + 1; i < at + length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return {kBroken, at, at + 1};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool valid = code >= kLeast[length] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return valid ? Character{code, at, at + length} : Character{kBroken, at, at + 1};
}

char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c < 0x20 && c != U'\n') return U' ';
    switch (c) {
        case 0x3000: case 0xA0: case 0x7F: case 0x200B: case 0xFEFF: return U' ';
        case 0x2019: case 0x02BC: case 0x60: return U'\'';
        case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return U'-';
        case 0x3001: return U',';
        case 0x3002: case 0x2026: return U'.';
        case 0x00D7: return U'x';
        case 0x00BA: return 0x00B0;
        case 0x301C: return U'~';
        default: return c;
    }
}

}  // namespace

std::vector<Character> characters(std::string_view request) {
    std::vector<Character> all;
    all.reserve(request.size());
    for (std::size_t at = 0; at < request.size();) {
        all.push_back(decode(request, at));
        at = all.back().end;
        all.back().code = folded(all.back().code);
    }
    return all;
}

void append_utf8(std::string& text, char32_t code) {
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
        add(0xC0U | (code >> 6U));
    } else if (code < 0x10000) {
        add(0xE0U | (code >> 12U));
        add(0x80U | ((code >> 6U) & 0x3FU));
    } else {
        add(0xF0U | (code >> 18U));
        add(0x80U | ((code >> 12U) & 0x3FU));
        add(0x80U | ((code >> 6U) & 0x3FU));
    }
    add(0x80U | (code & 0x3FU));
}

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

bool is_han(char32_t c) {
    return (c >= 0x2E80 && c < 0x3000) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x32000);
}

}  // namespace takt::language
