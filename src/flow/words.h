// SPDX-License-Identifier: GPL-3.0-or-later
// A line cut into words: English words in lower case, every other character on its own, punctuation kept. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace takt::flow {

/// "Don't stop!" → dont, stop, !; 导出视频 → 导, 出, 视, 频. Space divides and is dropped; a line feed is a word.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// A character outside ASCII.
[[nodiscard]] bool is_wide(std::string_view word);
/// . , ; : ! ? a line feed, or their Chinese forms.
[[nodiscard]] bool is_clause_end(std::string_view word);

}  // namespace takt::flow
