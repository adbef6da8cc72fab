// SPDX-License-Identifier: GPL-3.0-or-later
// A request is several wishes. Where one ends and the next begins is found by trying: the division is taken that leaves
// the fewest words unexplained, then the one with the fewest wishes.
#pragma once

#include "edit/language/rule.h"

#include <string>
#include <vector>

namespace takt::language {

/// One wish and what it was read as.
struct Wish {
    TextSpan said;
    Ops ops;
    std::optional<Impossible> impossible;
    std::optional<std::string> question;
    bool understood = true;
    bool left_alone = false;           ///< "don't crop": nothing to do
    std::vector<Token> unexplained;    ///< words that no rule explains
    Ops nearest;                       ///< what would be done without them
};

/// Throws EditUnclear for more wishes than a request can have.
[[nodiscard]] std::vector<Wish> parse(const Tokens& tokens, const std::vector<EditOp>& before);

}  // namespace takt::language
