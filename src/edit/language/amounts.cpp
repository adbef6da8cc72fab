// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "edit/language/slots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace takt::language {
namespace {

struct UnitSlot {
    Unit unit;
    std::string_view slot;
};
constexpr auto kSlotOf = std::to_array<UnitSlot>({{Unit::Millisecond, "#length"},
                                                  {Unit::Second, "#length"},
                                                  {Unit::Minute, "#length"},
                                                  {Unit::Hour, "#length"},
                                                  {Unit::Percent, "#percent"},
                                                  {Unit::Decibel, "#db"},
                                                  {Unit::Lufs, "#lufs"},
                                                  {Unit::Bpm, "#bpm"},
                                                  {Unit::Times, "#factor"},
                                                  {Unit::Degree, "#degrees"},
                                                  {Unit::Lines, "#lines"},
                                                  {Unit::KiloLines, "#lines"}});

bool is_time(Unit unit) {
    return unit == Unit::Millisecond || unit == Unit::Second || unit == Unit::Minute || unit == Unit::Hour;
}

class AmountReader {
public:
    explicit AmountReader(const Tokens& words) : words_(words) {}

    Tokens read() {
        while (here_ < words_.size()) {
            if (!read_amount()) read_.push_back(words_[here_++]);
        }
        give_unit_to_bare_numbers();
        for (Token& token : read_) {
            if (is_bare(token)) token.concepts.set(Lexicon::get().named("#number"));
        }
        return std::move(read_);
    }

private:
    [[nodiscard]] const Token* next(std::size_t ahead) const {
        return here_ + ahead < words_.size() ? &words_[here_ + ahead] : nullptr;
    }
    static bool is_bare(const Token& token) {
        return token.number && token.concepts.none() && token.unit == Unit::None && token.lengths.empty();
    }
    [[nodiscard]] bool is_and_a_half(std::size_t ahead) const {
        const Token* a = next(ahead);
        const Token* b = next(ahead + 1);
        return a != nullptr && b != nullptr && a->text == "and" && b->number == 0.5;
    }

    /// The number at `here_` and how many words it takes: "twenty five", "two and a half".
    std::pair<double, std::size_t> number() const {
        double value = *words_[here_].number;
        std::size_t used = 1;
        const Token* unit = next(1);
        const bool tens = words_[here_].kind == Token::Kind::Number && value >= 20 && value < 100 &&
                          std::fmod(value, 10) == 0 && unit != nullptr && unit->number && *unit->number < 10 &&
                          unit->unit == Unit::None &&
                          words_[here_].text.find_first_of("0123456789") == std::string::npos;
        if (tens && *unit->number >= 1) {
            value += *unit->number;
            used = 2;
        }
        if (is_and_a_half(used)) return {value + 0.5, used + 2};
        return {value, used};
    }

    bool read_amount() {
        const Token& first = words_[here_];
        if (first.ratio.width > 0) return false;
        if (first.number && first.unit != Unit::None && first.kind == Token::Kind::Number) {  // a clock
            Token token = merged(words_, here_, here_ + 1, "#length");
            token.lengths = {to_ms_of(*first.number, first.unit)};
            return keep(std::move(token), 1);
        }
        const bool times = first.unit == Unit::Times && first.text == "x" && next(1) != nullptr && is_bare(*next(1));
        if (times) return keep_factor(*next(1)->number, 2);
        if (!first.number) return read_unit_alone();
        auto [value, used] = number();
        const Token* unit = next(used);
        if (unit == nullptr || unit->unit == Unit::None) {
            Token token = merged(words_, here_, here_ + used, "#number");
            token.concepts.reset();
            token.concepts |= first.concepts;
            token.number = value;
            token.signed_number = first.signed_number;
            return keep(std::move(token), used);
        }
        return is_time(unit->unit) ? read_length(value, used + 1) : read_other(value, used + 1);
    }

    /// "the first second": a unit that stands for one of it.
    bool read_unit_alone() {
        const Token& unit = words_[here_];
        if (!is_time(unit.unit) || read_.empty() || unit.text.size() < 4 || unit.text.back() == 's') return false;
        const auto introduces = {"front_part", "back_part", "at_most", "at_least", "about", "by", "for", "to", "it"};
        const Token& last = read_.back();
        const bool introduced = std::ranges::any_of(introduces, [&](const char* name) { return last.is(name); });
        const bool numbers = next(1) != nullptr && next(1)->kind == Token::Kind::Word && next(1)->is("clip");
        if (!introduced || numbers) return false;
        Token token = merged(words_, here_, here_ + 1, "#length");
        token.lengths = {to_ms_of(1, unit.unit)};
        return keep(std::move(token), 1);
    }

    /// 1 minute 30 seconds; 1m30s; 1分30; 2分半.
    bool read_length(double value, std::size_t used) {
        Ms sum = to_ms_of(value, next(used - 1)->unit);
        const Unit unit = next(used - 1)->unit;
        if (is_and_a_half(used)) {
            sum += to_ms_of(0.5, unit);
            used += 2;
        } else if (const Token* half = next(used); half != nullptr && half->text == "半") {
            sum += to_ms_of(0.5, unit);
            ++used;
        }
        const std::size_t skip = next(used) != nullptr && next(used)->text == "and" ? 1 : 0;
        const Token* more = next(used + skip);
        const Token* more_unit = next(used + skip + 1);
        const bool finer = more != nullptr && more_unit != nullptr && is_bare(*more) && is_time(more_unit->unit) &&
                           unit != Unit::Second && to_ms_of(1, more_unit->unit) < to_ms_of(1, unit);
        if (finer) {
            sum += to_ms_of(*more->number, more_unit->unit);
            used += skip + 2;
        }
        Token token = merged(words_, here_, here_ + used, "#length");
        token.lengths = {sum};
        token.number = value;
        token.signed_number = words_[here_].signed_number;
        return keep(std::move(token), used);
    }

    bool read_other(double value, std::size_t used) {
        const Unit unit = next(used - 1)->unit;
        if (unit == Unit::Times) return keep_factor(value, used);
        const auto* const slot = std::ranges::find(kSlotOf, unit, &UnitSlot::unit);
        Token token = merged(words_, here_, here_ + used, slot->slot);
        token.number = unit == Unit::KiloLines ? (value < 3 ? 1440 : 2160) : value;
        token.signed_number = words_[here_].signed_number;
        return keep(std::move(token), used);
    }

    bool keep_factor(double value, std::size_t used) {
        Token token = merged(words_, here_, here_ + used, "#factor");
        token.number = value;
        return keep(std::move(token), used);
    }

    bool keep(Token token, std::size_t used) {
        read_.push_back(std::move(token));
        here_ += used;
        return true;
    }

    /// "from 3 to 8 seconds", "15, 30 and 60 seconds", "the first 3 and last 2 seconds".
    void give_unit_to_bare_numbers() {
        const Lexicon& lexicon = Lexicon::get();
        Concepts numbered;
        for (const auto noun : {"clip", "photo", "title", "caption", "music", "revision"})
            numbered.set(lexicon.named(noun));
        for (std::size_t i = read_.size(); i-- > 1;) {
            if (read_[i].lengths.empty()) continue;
            std::size_t j = i;
            bool joined = false;
            while (j > 0 && joins(read_[j - 1])) {
                joined = joined || !(read_[j - 1].is("front_part") || read_[j - 1].is("back_part"));
                --j;
            }
            if (!joined || j == 0 || !is_bare(read_[j - 1]) || read_[j - 1].ordinal) continue;
            const bool is_a_name = j >= 2 && (read_[j - 2].concepts & numbered).any();
            if (is_a_name) continue;
            Token& bare = read_[j - 1];
            const Unit unit = read_[i].unit == Unit::None ? Unit::Second : read_[i].unit;
            bare.lengths = {to_ms_of(*bare.number, unit)};
            bare.unit = unit;
            bare.concepts.set(Lexicon::get().named("#length"));
        }
    }
    static bool joins(const Token& token) {
        if (token.kind == Token::Kind::Comma || token.is("and") || token.is("front_part") || token.is("back_part")) {
            return true;
        }
        return token.kind == Token::Kind::Word && (token.is("to") || token.text == "-" || token.text == "~" ||
                                                   token.is("until") || token.text == "at" || token.text == "第");
    }

    const Tokens& words_;
    Tokens read_;
    std::size_t here_ = 0;
};

}  // namespace

Token merged(const Tokens& tokens, std::size_t begin, std::size_t end, std::string_view slot) {
    Token token = tokens[begin];
    token.kind = Token::Kind::Word;
    token.span.end = tokens[end - 1].span.end;
    for (std::size_t i = begin + 1; i < end; ++i) {
        token.text += " " + tokens[i].text;
        token.unit = tokens[i].unit == Unit::None ? token.unit : tokens[i].unit;
    }
    token.concepts.reset();
    token.concepts.set(Lexicon::get().named(slot));
    token.light = false;
    token.number.reset();
    token.ordinal.reset();
    return token;
}

Ms to_ms_of(double amount, Unit unit) {
    constexpr double kLongest = 24 * 3'600'000.0;
    const double ms = unit == Unit::Millisecond ? 1
                      : unit == Unit::Minute    ? 60'000
                      : unit == Unit::Hour      ? 3'600'000
                                                : 1000;
    if (!(std::abs(amount * ms) <= kLongest)) {
        throw Error(ErrorCode::EditUnclear, "request: a time of more than 24 hours is not read; name a shorter one");
    }
    return Ms{static_cast<std::int64_t>(std::lround(amount * ms))};
}

Tokens read_amounts(const Tokens& words) {
    return AmountReader(words).read();
}

}  // namespace takt::language
