// SPDX-License-Identifier: GPL-3.0-or-later
// A rule reads one kind of wish. It fits a clause that has all it needs, and nothing but what it needs, may have or may
// leave unexplained; so what no rule explains is never overlooked. Of the rules that fit the one that needs the most is
// taken, of equals the first.
//
//     {"remove|no music", "want background", remove_music}
//      needs: one word of each group     may have      makes the operations, or says that it is not this
#pragma once

#include "edit/language/clause.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace takt::language {

struct NotThis {};
using Ops = std::vector<EditOp>;
/// Understood, but something is missing or contradicts itself: "the volume: how loud is missing; say …".
struct Question {
    std::string text;
};
struct Impossible {
    std::string what;
    std::string instead;
};
using Answer = std::variant<NotThis, Ops, Question, Impossible>;

struct Rule {
    std::string_view needs;  ///< groups apart by spaces, each of alternatives apart by '|'
    std::string_view may;    ///< concepts; "@name" stands for the group of that name in rule.cpp, "..." for anything
    Answer (*read)(const Clause&);
};

/// A rule with its words looked up.
class CompiledRule {
public:
    explicit CompiledRule(const Rule& rule);
    [[nodiscard]] bool applies(const Clause& clause) const;
    /// Tokens it does not explain.
    [[nodiscard]] std::vector<const Token*> unexplained(const Clause& clause) const;
    [[nodiscard]] Answer read(const Clause& clause) const { return read_(clause); }
    /// Its subject may be anything: "a shot of …"; tokens that only this explains.
    [[nodiscard]] int open_words(const Clause& clause) const;
    [[nodiscard]] std::size_t needs() const { return needs_.size(); }

private:
    [[nodiscard]] std::vector<const Token*> others(const Clause& clause) const;

    std::vector<Concepts> needs_;
    Concepts explains_;
    bool open_ = false;
    Answer (*read_)(const Clause&);
};

/// Every rule of every reader, compiled once.
[[nodiscard]] std::span<const CompiledRule> rules();

}  // namespace takt::language
