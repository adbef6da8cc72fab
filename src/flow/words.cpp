// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace takt::flow {
namespace {

constexpr std::string_view kRightQuote = "\u2019";
constexpr std::string_view kWideSpace = "\u3000";
constexpr std::array<std::string_view, 15> kClauseEnds = {".",  ",",  ";",  ":",  "!",  "?",  "\n", "，",
                                                          "。", "；", "：", "！", "？", "、", "…"};

std::size_t character_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length);
        text.remove_prefix(length);
        if (character == "'" || character == kRightQuote) continue;  // "don't" is one word
        if (length == 1 && is_letter(character.front())) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(character.front())));
            continue;
        }
        finish();
        const bool ascii_space = length == 1 && std::isspace(static_cast<unsigned char>(character.front())) != 0;
        const bool space = ascii_space || character == kWideSpace;
        if (!space || character == "\n") words.emplace_back(character);
    }
    finish();
    return words;
}

bool is_wide(std::string_view word) {
    return !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_clause_end(std::string_view word) {
    return std::find(kClauseEnds.begin(), kClauseEnds.end(), word) != kClauseEnds.end();
}

}  // namespace takt::flow
