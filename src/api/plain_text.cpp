// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/plain_text.h"

#include <algorithm>

namespace takt::api {
namespace {

constexpr std::size_t kMaxMessageBytes = 300;
constexpr std::string_view kTokenPrefix = "nmv_usr_";
constexpr std::string_view kWhite = " \t\r\n";

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The second byte decides over-long forms, surrogates and what lies beyond U+10FFFF.
bool fits_lead(unsigned char lead, unsigned char second) {
    switch (lead) {
        case 0xE0: return second >= 0xA0;
        case 0xED: return second <= 0x9F;
        case 0xF0: return second >= 0x90;
        case 0xF4: return second <= 0x8F;
        default: return true;
    }
}

/// C0, DEL, and the C1 controls, which some terminals obey too.
bool is_control(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

std::string shown(std::string_view text, bool keep_lines) {
    std::string result;
    while (!text.empty()) {
        const std::size_t bytes = character_bytes(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(bytes, 1));
        text.remove_prefix(character.size());
        if (bytes == 0) {
            result += "\uFFFD";
        } else if (!is_control(character)) {
            result += character;
        } else if (character == "\n" || character == "\t") {
            result += keep_lines ? character[0] : ' ';
        }
    }
    return result;
}

bool in_token(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
           c == '.';
}

void mask_tokens(std::string& text) {
    for (std::size_t at = 0; (at = text.find(kTokenPrefix, at)) != std::string::npos;) {
        at += kTokenPrefix.size();
        const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
        text.replace(begin, std::find_if_not(begin, text.end(), in_token), "…");
    }
}

}  // namespace

std::size_t character_bytes(std::string_view text) {
    if (text.empty()) return 0;
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() < size ||
        !std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(size), is_continuation)) {
        return 0;
    }
    return fits_lead(lead, static_cast<unsigned char>(text[1])) ? size : 0;
}

std::string message_text(std::string_view text) {
    // Masked before it is cut: half a token is a secret too.
    constexpr std::size_t kMaxReadBytes = 16 * kMaxMessageBytes;
    std::string line = shown(trimmed(text.substr(0, kMaxReadBytes)), false);
    mask_tokens(line);
    if (line.size() > kMaxMessageBytes) {
        std::size_t end = kMaxMessageBytes;
        while (end > 0 && is_continuation(line[end])) --end;
        line.resize(end);
    }
    return line;
}

std::string visible_text(std::string_view text) {
    return shown(text, true);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kWhite);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace takt::api
