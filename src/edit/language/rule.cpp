// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/rule.h"

#include "takt/error.h"

#include "edit/language/readers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace takt::language {
namespace {

constexpr std::string_view kAnything = "...";

/// Names for what many rules may have.
constexpr auto kGroups = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"set", "make change turn"},
    {"do", "@set add"},
    {"clips", "#clip clip photo video all it one part_of each_word"},
    {"degree", "a_little a_lot more less even again"},
    {"amount", "#percent #db #factor #number half_as twice_as half full normal"},
    {"sounds", "music background sound volume original voice everything_heard original_word #clip #stretch clip video"},
    {"places", "top bottom centre left right position"},
    {"style", "#colour colour_word size big small bold italic box_style @places a_little a_lot more"},
    {"times", "#moment #stretch #length to_start to_end whole_time stay for"},
});

template <typename Use>
void for_each_word(std::string_view text, char separator, Use use) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Concepts concepts_of(std::string_view names) {
    Concepts all;
    for_each_word(names, ' ', [&](std::string_view name) {
        if (!name.starts_with('@')) return static_cast<void>(all.set(Lexicon::get().named(name)));
        const auto* const group =
            std::ranges::find(kGroups, name.substr(1), &std::pair<std::string_view, std::string_view>::first);
        if (group == kGroups.end()) throw Error(ErrorCode::Internal, fmt::format("rules: no group {}", name));
        all |= concepts_of(group->second);
    });
    return all;
}

std::vector<CompiledRule> compiled() {
    std::vector<CompiledRule> all;
    for (const std::span<const Rule> reader : readers()) {
        for (const Rule& rule : reader) all.emplace_back(rule);
    }
    return all;
}

}  // namespace

CompiledRule::CompiledRule(const Rule& rule)
    : explains_(rule.may == kAnything ? Concepts{} : concepts_of(rule.may)), open_(rule.may == kAnything), read_(rule.read) {
    for_each_word(rule.needs, ' ', [&](std::string_view group) {
        Concepts alternatives;
        for_each_word(group, '|', [&](std::string_view name) { alternatives |= concepts_of(name); });
        needs_.push_back(alternatives);
        explains_ |= alternatives;
    });
}

bool CompiledRule::applies(const Clause& clause) const {
    return std::ranges::all_of(needs_, [&](const Concepts& need) { return (need & clause.concepts()).any(); });
}

std::vector<const Token*> CompiledRule::unexplained(const Clause& clause) const {
    return open_ ? std::vector<const Token*>{} : others(clause);
}

int CompiledRule::open_words(const Clause& clause) const {
    return open_ ? static_cast<int>(others(clause).size()) : 0;
}

std::vector<const Token*> CompiledRule::others(const Clause& clause) const {
    std::vector<const Token*> left;
    for (const Token& token : clause.tokens()) {
        if (!token.separates() && !token.light && (token.concepts & explains_).none()) left.push_back(&token);
    }
    return left;
}

std::span<const CompiledRule> rules() {
    static const std::vector<CompiledRule> all = compiled();
    return all;
}

}  // namespace takt::language
