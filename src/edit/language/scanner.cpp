// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/scanner.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace takt::language {
namespace {

constexpr auto kQuotes = std::to_array<std::pair<char32_t, char32_t>>({{U'"', U'"'},
                                                                       {0x201C, 0x201D},
                                                                       {0x201E, 0x201C},
                                                                       {0x300C, 0x300D},
                                                                       {0x300E, 0x300F},
                                                                       {0x300A, 0x300B},
                                                                       {0xAB, 0xBB},
                                                                       {0x2018, U'\''},
                                                                       {U'\'', U'\''}});
constexpr auto kEndings = std::to_array<std::string_view>(
    {".mp3", ".m4a", ".wav", ".aac", ".flac", ".ogg",  ".opus", ".mp4",  ".mov",  ".mkv", ".webm",
     ".avi", ".srt", ".vtt", ".ass", ".jpg",  ".jpeg", ".png",  ".heic", ".webp", ".gif", ".m4v"});
constexpr std::size_t kLongestHanWord = 10;

bool in_file_name(char32_t c) {
    return is_digit(c) || is_letter(c) || c == U'.' || c == U'_' || c == U'-' || c == U'/' || c == U'~';
}

}  // namespace

Scanner::Scanner(std::string_view request) : request_(request), chars_(characters(request)) {}

std::string Scanner::text(std::size_t begin, std::size_t end) const {
    std::string result;
    for (std::size_t i = begin; i < end; ++i) append_utf8(result, chars_[i].code);
    return result;
}

std::string Scanner::verbatim(std::size_t begin, std::size_t end) const {
    std::string result;
    for (std::size_t i = begin; i < end; ++i) {
        const Character& c = chars_[i];
        const bool broken = c.code == U' ' && c.end - c.begin == 1 && request_[c.begin] != ' ';
        if (!broken) result += request_.substr(c.begin, c.end - c.begin);
    }
    return result;
}

Token& Scanner::push(Token::Kind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.span = {chars_[here_].begin, chars_[end - 1].end};
    token.text = text(here_, end);
    here_ = end;
    tokens_.push_back(std::move(token));
    return tokens_.back();
}

Tokens Scanner::scan() {
    while (here_ < chars_.size()) {
        if (at(here_) == U' ') {
            ++here_;
        } else if (!scan_fenced() && !scan_quoted() && !scan_file() && !scan_colour_code() && !scan_number() &&
                   !scan_word() && !scan_han()) {
            scan_mark();
        }
    }
    return std::move(tokens_);
}

bool Scanner::scan_quoted() {
    const char32_t open = at(here_);
    const auto* const pair = std::ranges::find(kQuotes, open, &std::pair<char32_t, char32_t>::first);
    if (pair == kQuotes.end()) return false;
    std::size_t end = here_ + 1;
    const auto closes = [&](std::size_t i) {
        const bool apostrophe = pair->second == U'\'' && (is_letter(at(i + 1)) || is_digit(at(i + 1)));
        return at(i) == pair->second && !apostrophe;
    };
    while (end < chars_.size() && !closes(end)) ++end;
    if (end >= chars_.size() || end == here_ + 1) return false;
    const std::string said = verbatim(here_ + 1, end);
    push(Token::Kind::Text, end + 1).text = said;
    return true;
}

/// ##"a text with every kind of quote"##, as words() says it.
bool Scanner::scan_fenced() {
    std::size_t fence = 0;
    while (at(here_ + fence) == U'#') ++fence;
    if (fence < 2 || at(here_ + fence) != U'"') return false;
    const auto closes = [&](std::size_t i) {
        std::size_t signs = 0;
        while (signs < fence && at(i + 1 + signs) == U'#') ++signs;
        return at(i) == U'"' && signs == fence;
    };
    std::size_t end = here_ + fence + 1;
    while (end < chars_.size() && !closes(end)) ++end;
    if (end >= chars_.size()) return false;
    const std::string said = verbatim(here_ + fence + 1, end);
    push(Token::Kind::Text, end + fence + 1).text = said;
    return true;
}

bool Scanner::scan_file() {
    if (!in_file_name(at(here_))) return false;
    std::size_t end = here_;
    while (in_file_name(at(end))) ++end;
    const bool url = at(end) == U':' && at(end + 1) == U'/' && at(end + 2) == U'/';
    if (url) {
        while (end < chars_.size() && at(end) > U' ' && !is_han(at(end))) ++end;
    }
    while (!url && end > here_ && at(end - 1) == U'.') --end;
    const std::string name = text(here_, end);
    const bool named = std::ranges::any_of(
        kEndings, [&](std::string_view ending) { return name.ends_with(ending) && name.size() > ending.size(); });
    if (!url && !named) return false;
    const std::string said = verbatim(here_, end);
    Token& token = push(Token::Kind::Text, end);
    token.text = said;
    token.concepts.set(Lexicon::get().named(url ? "#url" : "#file"));
    return true;
}

bool Scanner::scan_colour_code() {
    constexpr std::size_t kDigits = 6;
    if (at(here_) != U'#') return false;
    std::size_t end = here_ + 1;
    while (is_digit(at(end)) || (at(end) >= U'a' && at(end) <= U'f')) ++end;
    if (end != here_ + 1 + kDigits) return false;
    Token& token = push(Token::Kind::Word, end);
    std::ranges::transform(token.text, token.text.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    token.colour = token.text;
    return true;
}

bool Scanner::scan_word() {
    if (!is_letter(at(here_))) return false;
    std::size_t end = here_;
    const auto joins = [&](std::size_t i) { return at(i) == U'\'' && is_letter(at(i + 1)); };
    while (is_letter(at(end)) || joins(end)) ++end;
    std::size_t digits = end;
    while (is_digit(at(digits))) ++digits;
    if (digits > end && Lexicon::get().find(text(here_, digits)) != nullptr) end = digits;  // mp4
    std::string word = text(here_, end);
    if (word.ends_with("'s")) word.resize(word.size() - 2);
    std::erase(word, '\'');
    push(Token::Kind::Word, end).text = word;
    return true;
}

bool Scanner::scan_han() {
    if (!is_han(at(here_))) return false;
    constexpr char32_t kOrdinal = 0x7B2C;  // 第一段 is the first clip, and no 一段
    if (here_ > 0 && at(here_ - 1) == kOrdinal && scan_han_number(0)) return true;
    std::size_t end = here_;
    while (end < here_ + kLongestHanWord && (is_han(at(end)) || is_letter(at(end)))) ++end;
    const Entry* entry = nullptr;
    for (; end > here_ && entry == nullptr; end -= entry == nullptr ? 1 : 0) {
        entry = Lexicon::get().find(text(here_, end));
    }
    if (scan_han_number(entry != nullptr ? end - here_ : 0)) return true;
    push(Token::Kind::Word, std::max(end, here_ + 1));
    return true;
}

void Scanner::scan_mark() {
    const char32_t c = at(here_);
    if (c == U'\n' || c == U'.' || c == U'!' || c == U'?' || c == U';') {
        push(Token::Kind::FullStop, here_ + 1);
    } else if (c == U',' || c == U':' || c == U'/' || c == U'|') {
        push(Token::Kind::Comma, here_ + 1);
    } else if ((c == U'-' || c == U'~') && here_ > 0 && at(here_ - 1) != U' ' && is_letter(at(here_ + 1))) {
        ++here_;  // lo-fi, 3-minute
    } else if (c == U'%' || c == 0xB0 || c == U'@' || c == U'&' || c == U'+' || c == U'-' || c == U'~') {
        push(Token::Kind::Word, here_ + 1);
    } else {
        ++here_;
    }
}

}  // namespace takt::language
