// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/read_wish.h"

#include "edit/language/slots.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>

namespace takt::language {
namespace {

constexpr int kWish = 10;
constexpr int kCarriedVerb = 4;
constexpr int kOpenWord = 1;
constexpr int kLeftAlone = 5;
constexpr int kQuestion = 12;
constexpr int kUnexplained = 1000;

struct Choice {
    Answer answer;
    std::vector<const Token*> unexplained;
    std::size_t needs = 0;
    int open_words = 0;

    [[nodiscard]] bool asks() const { return std::holds_alternative<Question>(answer); }
    [[nodiscard]] bool better_than(const Choice& other) const {
        if (unexplained.size() != other.unexplained.size()) return unexplained.size() < other.unexplained.size();
        if (open_words != other.open_words) return open_words < other.open_words;
        return asks() != other.asks() ? other.asks() : needs > other.needs;
    }
};

/// The rule that explains the most, and of those the one that needs the most.
std::optional<Choice> best_rule(const Clause& clause, bool whole_only) {
    std::optional<Choice> best;
    for (const CompiledRule& rule : rules()) {
        if (!rule.applies(clause)) continue;
        std::vector<const Token*> left = rule.unexplained(clause);
        if (whole_only && !left.empty()) continue;
        Answer answer = rule.read(clause);
        if (std::holds_alternative<NotThis>(answer)) continue;
        Choice choice{std::move(answer), std::move(left), rule.needs(), rule.open_words(clause)};
        if (!best || choice.better_than(*best)) best = std::move(choice);
    }
    return best;
}

TextSpan span_of(const Tokens& words) {
    TextSpan span{std::numeric_limits<std::size_t>::max(), 0};
    for (const Token& token : words) {
        if (token.separates()) continue;
        span.begin = std::min(span.begin, token.span.begin);
        span.end = std::max(span.end, token.span.end);
    }
    return span.end == 0 ? TextSpan{} : span;
}

bool only_light(const Tokens& words) {
    return std::ranges::all_of(words, [](const Token& token) { return token.light || token.separates(); });
}

Tokens verbs_of(const Tokens& words) {
    Tokens verbs;
    std::ranges::copy_if(words, std::back_inserter(verbs), [](const Token& token) {
        return (token.concepts & Lexicon::get().verbs()).any() && !token.light;
    });
    return verbs;
}

/// What the wish leaves for those behind it.
void leave_context(Judged& judged, const Clause& clause, const Tokens& words) {
    Context& after = judged.after;
    if (Tokens verbs = verbs_of(words); !verbs.empty()) after.verbs = std::move(verbs);
    if (!judged.wish.ops.empty()) {
        after.done = judged.wish.ops;
        after.target = target_of(judged.wish.ops.back());
    } else if (clause.has("#clip")) {
        after.target = Target{Target::Kind::Picture, clause.refs("#clip"), {}};
    }
}

/// "slower" after "slow down clip 2", "quieter" after "add this song": names nothing, so it is about the same.
void inherit_target(Ops& ops, const Clause& clause) {
    const Context& before = clause.context();
    const bool named = clause.has_any({"#clip", "#stretch", "#title", "#song", "all", "video", "clip", "photo", "music",
                                       "original", "voice", "sound", "volume", "everything_heard", "title", "caption"});
    if (named || before.done.empty() || ops.size() != 1) return;
    if (auto* volume = std::get_if<op::ChangeVolume>(&ops.front())) {
        using Kind = Target::Kind;
        const bool heard =
            before.target && (before.target->kind == Kind::Music || before.target->kind == Kind::Original);
        if (heard) volume->target = *before.target;
        return;
    }
    if (ops.front().index() != before.done.back().index()) return;
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.target.clips; }) {
                if (!op.target.clips.empty() || op.target.stretch) return;
                op.target = std::get<std::decay_t<decltype(op)>>(before.done.back()).target;
            }
        },
        ops.front());
}

Judged judged_as(Choice choice, const Clause& clause, const Tokens& words) {
    Judged judged;
    judged.after = clause.context();
    judged.wish.said = span_of(words);
    judged.cost = kWish + kOpenWord * choice.open_words;
    if (auto* ops = std::get_if<Ops>(&choice.answer)) {
        judged.wish.ops = std::move(*ops);
        inherit_target(judged.wish.ops, clause);
    }
    if (auto* no = std::get_if<Impossible>(&choice.answer)) judged.wish.impossible = std::move(*no);
    if (auto* question = std::get_if<Question>(&choice.answer)) {
        judged.wish.question = std::move(question->text);
        judged.cost += kQuestion;
    }
    leave_context(judged, clause, words);
    return judged;
}

/// "the titles" after "remove the music and": with the verb of before.
std::optional<Judged> with_carried_verb(const Tokens& words, const Context& before) {
    if (before.verbs.empty() || !before.same_sentence) return std::nullopt;
    Tokens longer = before.verbs;
    longer.insert(longer.end(), words.begin(), words.end());
    const Clause clause(read_slots(longer), before);
    auto choice = best_rule(clause, true);
    if (!choice || !std::holds_alternative<Ops>(choice->answer)) return std::nullopt;
    Judged judged = judged_as(std::move(*choice), clause, words);
    judged.cost += kCarriedVerb;
    return judged;
}

/// "don't crop it": a wish that nothing be done.
std::optional<Judged> left_alone(const Tokens& words, const Context& before) {
    Tokens without;
    std::ranges::copy_if(words, std::back_inserter(without), [](const Token& token) { return !token.is("not"); });
    if (without.size() == words.size()) return std::nullopt;
    const Clause clause(read_slots(without), before);
    const auto choice = best_rule(clause, true);
    if (!choice || !std::holds_alternative<Ops>(choice->answer)) return std::nullopt;
    Judged judged;
    judged.after = before;
    judged.cost = kWish + kLeftAlone;
    judged.wish.said = span_of(words);
    judged.wish.left_alone = true;
    return judged;
}

Judged not_understood(const Tokens& words, const Clause& clause) {
    Judged judged;
    judged.after = clause.context();
    judged.wish.understood = false;
    judged.wish.said = span_of(words);
    if (auto nearest = best_rule(clause, false)) {
        if (auto* ops = std::get_if<Ops>(&nearest->answer)) judged.wish.nearest = std::move(*ops);
        for (const Token* token : nearest->unexplained) judged.wish.unexplained.push_back(*token);
    } else {
        std::ranges::copy_if(clause.tokens(), std::back_inserter(judged.wish.unexplained),
                             [](const Token& token) { return !token.light && !token.separates(); });
    }
    judged.cost = kWish + kUnexplained * static_cast<int>(std::max<std::size_t>(judged.wish.unexplained.size(), 1));
    return judged;
}

}  // namespace

Judged read_wish(const Tokens& words, const Context& before) {
    const Clause clause(read_slots(words), before);
    if (auto choice = best_rule(clause, true)) {
        if (!choice->asks()) return judged_as(std::move(*choice), clause, words);
        if (auto judged = with_carried_verb(words, before)) return *judged;
        return judged_as(std::move(*choice), clause, words);
    }
    if (only_light(words)) {
        Judged nothing;
        nothing.after = before;
        nothing.cost = 1;
        nothing.wish.said = span_of(words);
        return nothing;
    }
    if (auto judged = with_carried_verb(words, before)) return *judged;
    if (auto judged = left_alone(words, before)) return *judged;
    return not_understood(words, clause);
}

}  // namespace takt::language
