// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the files in src/edit/language/lexicon, put into the program by the build. Only lexicon.cpp reads them.
#pragma once

#include <span>
#include <string_view>

namespace takt::language {

struct LexiconFile {
    std::string_view name;  ///< "words"
    std::string_view text;
};
[[nodiscard]] std::span<const LexiconFile> lexicon_files();

}  // namespace takt::language
