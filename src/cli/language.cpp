// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/language.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>

namespace takt::cli {
namespace {

/// How many bytes a character that begins so has; 0 when none begins so.
std::size_t utf8_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/// The code points of a text; bytes that are not UTF-8 count as nothing.
template <typename Visit>
void for_each_code_point(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t length = utf8_length(lead);
        std::uint32_t point = length <= 1 ? lead : lead & (0xFFU >> (length + 1));
        std::size_t used = 1;
        for (; used < length && used < text.size(); ++used) {
            const auto byte = static_cast<unsigned char>(text[used]);
            if ((byte & 0xC0U) != 0x80U) break;
            point = point << 6U | (byte & 0x3FU);
        }
        if (used == length) visit(point);
        text.remove_prefix(used);
    }
}

std::optional<std::string> by_letters(std::string_view request) {
    bool han = false;
    bool kana = false;
    bool hangul = false;
    bool cyrillic = false;
    for_each_code_point(request, [&](std::uint32_t point) {
        han = han || (point >= 0x4E00 && point <= 0x9FFF);
        kana = kana || (point >= 0x3040 && point <= 0x30FF);
        hangul = hangul || (point >= 0xAC00 && point <= 0xD7AF);
        cyrillic = cyrillic || (point >= 0x0400 && point <= 0x04FF);
    });
    if (kana) return "ja";  // Japanese is written with both
    if (hangul) return "ko";
    if (han) return "zh-CN";
    if (cyrillic) return "ru";
    return std::nullopt;
}

/// A word that English requests hold and other languages in these letters do not.
bool has_english_word(std::string_view request) {
    static constexpr std::array kWords = {"the", "my", "with", "and", "add", "make", "create", "video", "this"};
    std::string word;
    for (const char c : std::string(request) + " ") {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            continue;
        }
        if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
        word.clear();
    }
    return false;
}

std::string from_locale(const std::string& locale) {
    std::string tag = locale.substr(0, locale.find_first_of(".@"));
    std::replace(tag.begin(), tag.end(), '_', '-');
    return tag.empty() || tag == "C" || tag == "POSIX" ? "en" : tag;
}

}  // namespace

std::string language_of(const std::string& option, std::string_view request, const std::string& locale) {
    if (!option.empty()) return option;
    if (const auto told = by_letters(request)) return *told;
    return has_english_word(request) ? "en" : from_locale(locale);
}

}  // namespace takt::cli
