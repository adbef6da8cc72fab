// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in figures and in Chinese characters: 2 · 2.5 · 1/2 · -3 · 1:30 · 16:9 · 二十五.
#include "edit/language/scanner.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace takt::language {
namespace {

constexpr auto kRatios = std::to_array<Size>(
    {{16, 9}, {9, 16}, {4, 3}, {3, 4}, {4, 5}, {5, 4}, {1, 1}, {21, 9}, {9, 21}, {2, 3}, {3, 2}, {2, 1}, {1, 2}});
constexpr std::size_t kMostDigits = 20;  // all that a double has

/// 二十五, 两百, 一百二十; a digit after the other is read as in a number, 二五 is 25.
std::optional<double> han_value(const std::vector<int>& digits) {
    constexpr int kTen = 10;
    constexpr int kHundred = 100;
    int sum = 0;
    int pending = -1;
    for (const int digit : digits) {
        if (digit == kTen || digit == kHundred) {
            sum += (pending < 0 ? 1 : pending) * digit;
            pending = -1;
        } else {
            pending = pending < 0 ? digit : pending * kTen + digit;
        }
        if (sum > 99'999 || pending > 99'999) return std::nullopt;
    }
    return sum + std::max(pending, 0);
}

}  // namespace

bool Scanner::scan_number() {
    const char32_t before = here_ > 0 ? at(here_ - 1) : U' ';
    const bool sign = (at(here_) == U'-' || at(here_) == U'+') && !is_digit(before) && !is_letter(before) &&
                      !is_han(before) && (is_digit(at(here_ + 1)) || at(here_ + 1) == U'.');
    const std::size_t begin = here_ + (sign ? 1 : 0);
    const bool point = at(begin) == U'.' && is_digit(at(begin + 1)) && !is_digit(before);
    if (!is_digit(at(begin)) && !point) return false;
    if (scan_clock_or_ratio()) return true;
    scan_digits(begin);
    return true;
}

void Scanner::scan_digits(std::size_t begin) {
    const bool sign = begin != here_;
    const bool negative = sign && at(here_) == U'-';
    std::size_t end = begin;
    while (is_digit(at(end))) ++end;
    if ((at(end) == U'.' || (at(end) == U',' && end - begin < 2 && !is_digit(at(end + 3)))) && is_digit(at(end + 1)) &&
        (at(end) == U'.')) {
        ++end;
        while (is_digit(at(end))) ++end;
    }
    // Nobody means more, and a whole number of it fits wherever one goes.
    constexpr double kMost = 1e9;
    double value = std::min(kMost, std::strtod(text(begin, std::min(end, begin + kMostDigits)).c_str(), nullptr));
    if (at(end) == U'/' && is_digit(at(end + 1)) && !is_digit(at(end + 2)) && at(end + 1) != U'0') {
        value /= static_cast<double>(at(end + 1) - U'0');
        end += 2;
    }
    constexpr auto kOrdinalEndings = std::to_array<std::u32string_view>({U"st", U"nd", U"rd", U"th"});
    const bool ordinal = std::ranges::any_of(kOrdinalEndings, [&](std::u32string_view ending) {
        return at(end) == ending[0] && at(end + 1) == ending[1] && !is_letter(at(end + 2));
    });
    Token& token = push(Token::Kind::Number, end + (ordinal ? 2 : 0));
    if (ordinal) {
        token.ordinal = static_cast<int>(value);
    } else {
        token.number = negative ? -value : value;
        token.signed_number = sign;
    }
}

/// 1:30 and 1:02:03 are times, but 16:9 and its like are shapes.
bool Scanner::scan_clock_or_ratio() {
    std::vector<int> parts;
    std::size_t end = here_;
    bool clock = true;
    while (is_digit(at(end)) && parts.size() < 4) {
        const std::size_t begin = end;
        while (is_digit(at(end))) ++end;
        if (end - begin > 4) return false;
        parts.push_back(std::atoi(text(begin, end).c_str()));
        clock = clock && (parts.size() == 1 || end - begin == 2);
        const bool goes_on = (at(end) == U':' || (at(end) == U'x' && parts.size() == 1)) && is_digit(at(end + 1));
        if (!goes_on) break;
        clock = clock && at(end) == U':';
        ++end;
    }
    if (parts.size() < 2) return false;
    Size shape{parts[0], parts[1]};
    if (shape.width >= 360 && shape.height >= 360) {
        for (const Size ratio : kRatios) {
            if (ratio.width * shape.height == ratio.height * shape.width) shape = ratio;
        }
    }
    const bool known = parts.size() == 2 && std::ranges::find(kRatios, shape) != kRatios.end();
    if (!known && !clock) return false;
    double thousandths = 0;
    if (clock && at(end) == U'.' && is_digit(at(end + 1))) {
        const std::size_t begin = end++;
        while (is_digit(at(end))) ++end;
        thousandths = std::strtod(("0" + text(begin, std::min(end, begin + 4))).c_str(), nullptr);
    }
    Token& token = push(Token::Kind::Number, end);
    if (known) {
        token.ratio = shape;
        token.concepts.set(Lexicon::get().named("#ratio"));
        return true;
    }
    double seconds = 0;
    for (const int part : parts) seconds = seconds * 60 + part;
    token.number = seconds + thousandths;
    token.unit = Unit::Second;
    return true;
}

bool Scanner::scan_han_number(std::size_t known) {
    std::vector<int> digits;
    std::size_t end = here_;
    for (; is_han(at(end)); ++end) {
        const Entry* entry = Lexicon::get().find(text(end, end + 1));
        const bool whole = entry != nullptr && entry->number && *entry->number == static_cast<int>(*entry->number);
        if (!whole) break;
        digits.push_back(static_cast<int>(*entry->number));
    }
    if (digits.empty() || end - here_ < known) return false;
    const std::optional<double> value = han_value(digits);
    if (!value) return false;
    Token& token = push(Token::Kind::Number, end);
    token.number = *value;
    return true;
}

}  // namespace takt::language
