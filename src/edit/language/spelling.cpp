// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/spelling.h"

#include <algorithm>
#include <cstddef>

namespace takt::language {

Misspelling misspelling(std::string_view typed, std::string_view meant) {
    constexpr std::size_t kShortestSwapped = 4;
    constexpr std::size_t kShortest = 5;
    const std::size_t longer = std::max(typed.size(), meant.size());
    if (std::min(typed.size(), meant.size()) + 1 < longer || longer < kShortestSwapped || typed == meant) {
        return Misspelling::No;
    }
    const auto [a, b] = std::ranges::mismatch(typed, meant);
    const std::string_view rest(a, typed.end());
    const std::string_view other(b, meant.end());
    if (typed.size() == meant.size() && rest.size() >= 2 && rest[0] == other[1] && rest[1] == other[0] &&
        rest.substr(2) == other.substr(2)) {
        return Misspelling::Swapped;
    }
    if (longer < kShortest || a == typed.begin()) return Misspelling::No;
    const std::string_view typed_tail = typed.size() < meant.size() ? rest : rest.substr(1);
    const std::string_view meant_tail = meant.size() < typed.size() ? other : other.substr(1);
    if (typed_tail != meant_tail) return Misspelling::No;
    return typed.size() == meant.size() ? Misspelling::Another : Misspelling::MissingOrMore;
}

}  // namespace takt::language
