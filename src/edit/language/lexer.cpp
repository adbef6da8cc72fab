// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/lexer.h"

#include "edit/language/scanner.h"

#include <algorithm>
#include <utility>

namespace takt::language {
namespace {

constexpr std::size_t kLongestPhrase = 6;
/// Beyond this many unknown words a request is not one with a typing error.
constexpr int kMostCorrections = 8;

bool begins_upper(std::string_view request, const Token& token) {
    const char first = request[token.span.begin];
    return first >= 'A' && first <= 'Z';
}

/// A title need not stand in quotes when it is written as titles are: "add a title saying Summer In Rome".
Tokens with_capitalised_titles(Tokens scanned, std::string_view request) {
    const Lexicon& lexicon = Lexicon::get();
    const Concepts heads = Concepts{}.set(lexicon.named("title")).set(lexicon.named("say"));
    Tokens read;
    for (std::size_t i = 0; i < scanned.size(); ++i) {
        const bool colon = i > 1 && scanned[i - 1].text == ":";  // "Title: Summer Vibes"
        const std::size_t before = i - (colon ? 2 : 1);
        const Entry* head = i > 0 ? lexicon.find_form(scanned[before].text) : nullptr;
        std::size_t end = i;
        const auto continues = [&](const Token& token) {
            return (token.kind == Token::Kind::Word && begins_upper(request, token)) ||
                   (end > i && token.kind == Token::Kind::Number);
        };
        if (head != nullptr && (head->concepts & heads).any() && (colon || !begins_upper(request, scanned[before]))) {
            while (end < scanned.size() && continues(scanned[end])) ++end;
        }
        read.push_back(scanned[i]);
        if (end == i) continue;
        Token& title = read.back();
        title.kind = Token::Kind::Text;
        title.span.end = scanned[end - 1].span.end;
        title.text = request.substr(title.span.begin, title.span.end - title.span.begin);
        i = end - 1;
    }
    return read;
}

class Lexer {
public:
    explicit Lexer(Tokens scanned) : scanned_(std::move(scanned)) {}

    Tokens read() {
        while (here_ < scanned_.size()) {
            Token& token = scanned_[here_];
            if (token.kind == Token::Kind::Word && token.colour.empty()) {
                read_word();
            } else {
                if (token.kind == Token::Kind::Text && token.concepts.none()) {
                    token.concepts.set(Lexicon::get().named("#text"));
                }
                keep(std::move(token));
                ++here_;
            }
        }
        return std::move(read_);
    }

private:
    void keep(Token token) {
        token.definite = std::exchange(definite_, false);
        if (!token.colour.empty()) token.concepts.set(Lexicon::get().named("#colour"));
        read_.push_back(std::move(token));
    }

    /// The longest phrase that begins here; "black and white" before "black".
    void read_word() {
        std::size_t longest = here_;
        while (longest < scanned_.size() && longest < here_ + kLongestPhrase &&
               scanned_[longest].kind == Token::Kind::Word) {
            ++longest;
        }
        for (std::size_t end = longest; end > here_ + 1; --end) {
            if (const Entry* entry = phrase(end)) return mean(*entry, end);
        }
        const std::string& word = scanned_[here_].text;
        const Lexicon& lexicon = Lexicon::get();
        const Entry* entry = lexicon.find_form(word);
        if (entry == nullptr && corrections_++ < kMostCorrections) entry = lexicon.find_misspelt(word);
        static const Entry kUnknown;
        mean(entry != nullptr ? *entry : kUnknown, here_ + 1);
    }

    [[nodiscard]] const Entry* phrase(std::size_t end) const {
        std::string joined = scanned_[here_].text;
        for (std::size_t i = here_ + 1; i < end; ++i) joined += " " + scanned_[i].text;
        const Entry* entry = Lexicon::get().find(joined);
        if (entry != nullptr || !joined.ends_with('s')) return entry;
        joined.pop_back();
        return Lexicon::get().find(joined);
    }

    void mean(const Entry& entry, std::size_t end) {
        Token token = scanned_[here_];
        for (std::size_t i = here_ + 1; i < end; ++i) token.text += " " + scanned_[i].text;
        token.span.end = scanned_[end - 1].span.end;
        here_ = end;
        if (token.text == "the") definite_ = true;
        const bool means_something =
            entry.concepts.any() || entry.number || entry.ordinal || entry.unit != Unit::None || !entry.colour.empty();
        if (entry.filler && !means_something) return;
        token.concepts = entry.concepts;
        token.number = entry.number;
        token.ordinal = entry.ordinal;
        token.unit = entry.unit;
        token.colour = entry.colour;
        const bool pronoun = token.text.find(" it ") != std::string::npos || token.text.ends_with(" it");
        if (pronoun && entry.concepts.any()) token.concepts.set(Lexicon::get().named("it"));  // "fade it out"
        if (is_noun_cut(token)) {
            token.concepts &= Concepts{}.set(Lexicon::get().named("cut")).set(Lexicon::get().named("version"));
        }
        token.light = entry.filler || (entry.concepts & Lexicon::get().light()).any();
        if (entry.number) token.kind = Token::Kind::Number;
        keep(std::move(token));
    }

    /// "on every cut", "between the cuts": nothing is to be cut.
    [[nodiscard]] bool is_noun_cut(const Token& token) const {
        if (token.text == "cuts") return true;
        if (token.text != "cut" || read_.empty()) return false;
        if (definite_) return true;
        const Token& last = read_.back();
        const auto before = {"all", "each_word", "between", "at", "on"};
        return !last.separates() && std::ranges::any_of(before, [&](const char* name) { return last.is(name); });
    }

    Tokens scanned_;
    Tokens read_;
    std::size_t here_ = 0;
    int corrections_ = 0;
    bool definite_ = false;
};

}  // namespace

Tokens tokens_of(std::string_view request) {
    return Lexer(with_capitalised_titles(Scanner(request).scan(), request)).read();
}

}  // namespace takt::language
