// SPDX-License-Identifier: GPL-3.0-or-later
// File names are bytes: control characters, escape sequences, half a UTF-8 sequence. What is shown to people or named
// after them is plain UTF-8 text of one line.
#pragma once

#include <string>
#include <string_view>

namespace takt {

/// `text` with `replacement` for every control character (C0, DEL, C1, direction overrides) and every byte that is no
/// UTF-8.
[[nodiscard]] std::string plain_text(std::string_view text, std::string_view replacement = "\xEF\xBF\xBD");

/// How many terminal columns well-formed UTF-8 takes; wide characters (CJK, emoji) take two.
[[nodiscard]] int columns(std::string_view text);

}  // namespace takt
