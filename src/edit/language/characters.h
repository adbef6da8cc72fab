// SPDX-License-Identifier: GPL-3.0-or-later
// A request as characters that can be compared: lower case, full-width forms as ASCII, one kind of dash, space and
// apostrophe. Each knows the bytes it was. Bytes that are no UTF-8 and control characters become spaces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace takt::language {

struct Character {
    char32_t code = 0;
    std::size_t begin = 0;  ///< bytes of the request
    std::size_t end = 0;
};

[[nodiscard]] std::vector<Character> characters(std::string_view request);
void append_utf8(std::string& text, char32_t code);

[[nodiscard]] inline bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
/// Of a script that puts spaces between words.
[[nodiscard]] bool is_letter(char32_t c);
/// Of one that does not.
[[nodiscard]] bool is_han(char32_t c);

}  // namespace takt::language
