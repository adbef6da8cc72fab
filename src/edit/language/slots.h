// SPDX-License-Identifier: GPL-3.0-or-later
// What several words say together: amounts with their units, which clips, moments and stretches of time. Each becomes
// one token that carries the value and a concept whose name begins with '#'. In this order, for each builds on the one
// before.
//
//     from | 3 | to | 8 | seconds   ->   from | 3 s | to | 8 s   ->   #stretch 3 s .. 8 s
#pragma once

#include "edit/language/token.h"

namespace takt::language {

/// "2.5 s" "1 minute 30" "half a second" -> #length; "50%" -> #percent; #db, #lufs, #bpm, #factor, #degrees, #lines,
/// #number. "15, 30 and 60 seconds" is one #length of three.
[[nodiscard]] Tokens read_amounts(const Tokens& words);

/// "clips 2 and 4" "the last two clips" 第二段 -> #clip; the same of titles and songs.
[[nodiscard]] Tokens read_references(const Tokens& amounts);

/// "at 4 s" -> #moment; "from A to B" "the first 3 s" 前3秒 -> #stretch.
[[nodiscard]] Tokens read_times(const Tokens& amounts);

/// "to 50%": the preposition becomes the role of the amount. "every 2 beats" -> #every.
[[nodiscard]] Tokens read_roles(const Tokens& times);

[[nodiscard]] inline Tokens read_slots(const Tokens& words) {
    return read_roles(read_times(read_references(read_amounts(words))));
}

/// One token for those of [begin, end).
[[nodiscard]] Token merged(const Tokens& tokens, std::size_t begin, std::size_t end, std::string_view slot);
/// Throws EditUnclear beyond 24 hours.
[[nodiscard]] Ms to_ms_of(double amount, Unit unit);

}  // namespace takt::language
