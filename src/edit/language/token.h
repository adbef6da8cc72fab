// SPDX-License-Identifier: GPL-3.0-or-later
// What a request is made of: first its words, then, after slots.h, also what several words say together ("from 3 to 8
// seconds" is one token with a stretch). One struct for both, so that the rules see one list.
#pragma once

#include "takt/edit.h"

#include "edit/language/lexicon.h"

#include <optional>
#include <string>
#include <vector>

namespace takt::language {

/// How an amount was said: "to 50%", "by 50%", "at 50%", "for 5 s", "from 5 s".
enum class Role { Plain, To, By, At, For, From, Until, After, Before };

struct Token {
    enum class Kind { Word, Number, Text, Comma, FullStop };
    Kind kind = Kind::Word;
    TextSpan span;
    std::string text;  ///< the word in lower case; what stands in the quotes as it stands there
    Concepts concepts;
    bool light = false;     ///< may be left unexplained
    bool definite = false;  ///< "the" stands before it

    std::optional<double> number;
    std::optional<int> ordinal;
    Unit unit = Unit::None;
    std::string colour;
    bool signed_number = false;  ///< "+3", "-3"

    // Filled by the slots.
    Role role = Role::Plain;
    std::vector<int> refs;          ///< #clip, #title, #song
    std::vector<Ms> lengths;        ///< #length
    std::vector<Moment> moments;    ///< #moment
    std::optional<Stretch> stretch; ///< #stretch
    Size ratio;                     ///< #ratio

    [[nodiscard]] bool is(Concept c) const { return concepts.test(c); }
    [[nodiscard]] bool is(std::string_view name) const { return concepts.test(Lexicon::get().named(name)); }
    [[nodiscard]] bool separates() const { return kind == Kind::Comma || kind == Kind::FullStop; }
};

using Tokens = std::vector<Token>;

}  // namespace takt::language
