// SPDX-License-Identifier: GPL-3.0-or-later
// One wish of a request: its tokens with their slots, and what was said before it. The rules ask it for what they need;
// an answer of none means that it was not said, or said more than once.
#pragma once

#include "takt/edit_op.h"

#include "edit/language/token.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::language {

/// What "it", "a little more" and a missing verb may mean.
struct Context {
    std::optional<Target> target;  ///< what the last wish was about
    std::vector<EditOp> done;      ///< what it was; of the request before at the begin of this one
    Tokens verbs;                  ///< what was to be done: "remove the music and the titles"
    bool same_sentence = false;    ///< false at the begin of a request, too
};

class Clause {
public:
    Clause(Tokens tokens, const Context& context);

    [[nodiscard]] const Tokens& tokens() const { return tokens_; }
    [[nodiscard]] const Concepts& concepts() const { return concepts_; }
    [[nodiscard]] const Context& context() const { return context_; }

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] bool has_any(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] const Token* first(std::string_view name) const;
    [[nodiscard]] int count(std::string_view name) const;
    /// Where it stands; the number of tokens when it does not.
    [[nodiscard]] std::size_t place_of(std::string_view name) const;

    [[nodiscard]] std::optional<double> number(std::string_view slot) const;
    [[nodiscard]] Role role(std::string_view slot) const;
    [[nodiscard]] std::optional<Ms> length() const;
    [[nodiscard]] std::vector<Ms> lengths() const;
    [[nodiscard]] std::optional<Moment> moment() const;
    [[nodiscard]] std::vector<Moment> moments() const;
    [[nodiscard]] std::vector<Stretch> stretches() const;
    [[nodiscard]] std::optional<Stretch> stretch() const;
    [[nodiscard]] std::vector<int> refs(std::string_view slot) const;
    [[nodiscard]] std::optional<std::string> text() const;
    /// 0.5 a little, 1, 2 a lot.
    [[nodiscard]] double degree() const;

    /// The clips that are named, or those of before, or all; with the stretch that is named.
    [[nodiscard]] Target picture() const;
    /// The sound that is named, or that of before, else `otherwise`.
    [[nodiscard]] Target sound(Target::Kind otherwise) const;
    /// Titles or captions, with their numbers.
    [[nodiscard]] Target texts() const;
    /// What the last wish was about, when it is of this kind and may be meant.
    [[nodiscard]] const Target* carried(std::initializer_list<Target::Kind> kinds) const;

private:
    [[nodiscard]] bool points_back() const;

    Tokens tokens_;
    const Context& context_;
    Concepts concepts_;
};

/// What an operation is about, for what follows; none for one after which "it" means nothing.
[[nodiscard]] std::optional<Target> target_of(const EditOp& op);

}  // namespace takt::language
