// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a request: where its words, numbers and quotes begin and end. What words mean is not looked up
// here, but for Chinese, whose words end where the lexicon says.
#pragma once

#include "edit/language/characters.h"
#include "edit/language/token.h"

#include <string_view>

namespace takt::language {

class Scanner {
public:
    explicit Scanner(std::string_view request);
    /// Words of spaced scripts have no concepts yet.
    [[nodiscard]] Tokens scan();

private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < chars_.size() ? chars_[i].code : U'\0'; }
    [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::string verbatim(std::size_t begin, std::size_t end) const;
    Token& push(Token::Kind kind, std::size_t end);
    bool scan_quoted();
    bool scan_fenced();
    bool scan_file();
    bool scan_colour_code();
    bool scan_number();
    void scan_digits(std::size_t begin);
    bool scan_clock_or_ratio();
    bool scan_word();
    bool scan_han();
    bool scan_han_number(std::size_t known);
    void scan_mark();

    std::string_view request_;
    std::vector<Character> chars_;
    std::size_t here_ = 0;
    Tokens tokens_;
};

}  // namespace takt::language
