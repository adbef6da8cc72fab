// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/lexicon.h"

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

constexpr Entry kEntries[] = {
#include "edit/lexicon_entries.inc"
};

/// Equal but for one letter replaced, missing, added, or swapped with its neighbour.
bool within_one_edit(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
    const std::string_view rest_a = a.substr(in_a - a.begin());
    const std::string_view rest_b = b.substr(in_b - b.begin());
    if (a.size() < b.size()) return rest_a == rest_b.substr(1);
    if (rest_a.size() < 2) return true;
    return rest_a.substr(1) == rest_b.substr(1) ||
           (rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2));
}

}  // namespace

Concept meaning_of(std::string_view word) {
    const auto exact =
        std::find_if(std::begin(kEntries), std::end(kEntries), [&](const Entry& e) { return e.word == word; });
    if (exact != std::end(kEntries)) return exact->meaning;
    const auto near = std::find_if(std::begin(kEntries), std::end(kEntries),
                                   [&](const Entry& e) { return e.typos && within_one_edit(word, e.word); });
    return near == std::end(kEntries) ? Concept::Unknown : near->meaning;
}

const Entry* longest_prefix(std::string_view text) {
    const Entry* longest = nullptr;
    for (const Entry& entry : kEntries) {
        if (text.substr(0, entry.word.size()) == entry.word && (!longest || entry.word.size() > longest->word.size())) {
            longest = &entry;
        }
    }
    return longest;
}

}  // namespace takt::edit
