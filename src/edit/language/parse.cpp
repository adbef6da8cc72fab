// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/parse.h"

#include "takt/error.h"

#include "edit/language/read_wish.h"

#include <algorithm>
#include <utility>

namespace takt::language {
namespace {

constexpr std::size_t kMostCuts = 160;
/// How many places of division a single wish may span.
constexpr std::size_t kWidest = 14;
constexpr int kUnmarked = 3;
/// Of a wish that goes on behind a comma or "and" before a verb; two wishes are likelier.
constexpr int kAcross = 12;

/// Where a wish may end: a comma, an "and", or, without any mark, before a verb.
struct Cut {
    std::size_t at = 0;
    bool marked = false;
    bool new_verb = false;  ///< marked, and what follows does something
    bool full_stop = false;
};

bool begins_with_verb(const Tokens& tokens, std::size_t i) {
    while (i < tokens.size() && (tokens[i].separates() || tokens[i].is("and") || tokens[i].is("then"))) ++i;
    if (i == tokens.size() || tokens[i].light || tokens[i].is("not") || tokens[i].is("no")) return false;
    const bool how_long = tokens[i].is("stay") && i + 1 < tokens.size() && tokens[i + 1].number;  // "shown 3 s"
    const bool which = tokens[i].ordinal && i + 1 < tokens.size() && !tokens[i + 1].definite;     // "and the last clip"
    return !how_long && !which && (tokens[i].concepts & Lexicon::get().verbs()).any();
}

std::vector<Cut> cuts_of(const Tokens& tokens) {
    const Concept also = Lexicon::get().named("and");
    const Concept then = Lexicon::get().named("then");
    std::vector<Cut> cuts{{0, true, true, true}};
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const Token& last = tokens[i - 1];
        const bool stop = last.kind == Token::Kind::FullStop;
        const bool marked = stop || last.kind == Token::Kind::Comma || token.is(also) || token.is(then) ||
                            token.kind == Token::Kind::FullStop;
        const bool verb = (token.concepts & Lexicon::get().verbs()).any() && !last.is("not") && !last.is("no");
        if (marked || verb) cuts.push_back({i, marked, marked && begins_with_verb(tokens, i), stop});
    }
    cuts.push_back({tokens.size(), true, true, true});
    return cuts;
}

/// The best reading of everything up to a cut.
struct Best {
    int cost = -1;
    std::size_t from = 0;
    Judged last;
};

}  // namespace

std::vector<Wish> parse(const Tokens& tokens, const std::vector<EditOp>& before) {
    const std::vector<Cut> cuts = cuts_of(tokens);
    if (cuts.size() > kMostCuts) {
        throw Error(ErrorCode::EditUnclear, "request: too many wishes at once; ask for them in several requests");
    }
    std::vector<Best> best(cuts.size());
    best[0].cost = 0;
    best[0].last.after.done = before;
    if (!before.empty()) best[0].last.after.target = target_of(before.back());
    for (std::size_t end = 1; end < cuts.size(); ++end) {
        for (std::size_t begin = end; begin-- > 0 && end - begin <= kWidest;) {
            if (begin + 1 < end && cuts[begin + 1].full_stop) break;
            if (best[begin].cost < 0) continue;
            Context context = best[begin].last.after;
            context.same_sentence = begin > 0 && !cuts[begin].full_stop;
            const Tokens words(tokens.begin() + static_cast<std::ptrdiff_t>(cuts[begin].at),
                               tokens.begin() + static_cast<std::ptrdiff_t>(cuts[end].at));
            Judged judged = read_wish(words, context);
            const bool across = std::any_of(cuts.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                            cuts.begin() + static_cast<std::ptrdiff_t>(end),
                                            [](const Cut& cut) { return cut.new_verb; });
            const bool one = std::ranges::any_of(words, [](const Token& token) { return token.is("instead"); });
            const int cost =
                best[begin].cost + judged.cost + (cuts[begin].marked ? 0 : kUnmarked) + (across && !one ? kAcross : 0);
            if (best[end].cost < 0 || cost < best[end].cost) best[end] = {cost, begin, std::move(judged)};
        }
    }
    std::vector<Wish> wishes;
    for (std::size_t end = cuts.size() - 1; end > 0; end = best[end].from) wishes.push_back(best[end].last.wish);
    std::ranges::reverse(wishes);
    return wishes;
}

}  // namespace takt::language
