// SPDX-License-Identifier: GPL-3.0-or-later
// A request as tokens: numbers, clocks, ratios, quoted text, file names, and the longest words and phrases the lexicon
// knows. Fillers are gone. Linear in the request; any bytes will do.
#pragma once

#include "edit/language/token.h"

#include <string_view>

namespace takt::language {

[[nodiscard]] Tokens tokens_of(std::string_view request);

}  // namespace takt::language
