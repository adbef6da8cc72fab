// SPDX-License-Identifier: GPL-3.0-or-later
// One typing error: a letter too many, too few, another, or two swapped. For words that the lexicon does not know.
#pragma once

#include <string_view>

namespace takt::language {

/// The likelier ones are greater.
enum class Misspelling { No, Another, MissingOrMore, Swapped };

/// Short words have too many neighbours: a swap needs four letters, anything else five; the first letter is always
/// right unless it is swapped.
[[nodiscard]] Misspelling misspelling(std::string_view typed, std::string_view meant);

}  // namespace takt::language
