// SPDX-License-Identifier: GPL-3.0-or-later
// The words that requests are made of, English and Chinese, as data: a word stands for a concept, and rules see
// concepts only.
#pragma once

#include <string_view>

namespace takt::edit {

enum class Concept {
    Unknown,
    Beat,       ///< cutting to the beat
    ClauseEnd,  ///< punctuation and words that end the reach of a negation
    Length,     ///< how long, not when
    Mood,
    Music,
    MusicVideo,
    Negation,
    OtherEdit,  ///< an edit this version does not do; half an edit would be a silent one
    Sync,
    Transition,
    Video,
};

struct Entry {
    std::string_view word;  ///< lower case
    Concept meaning = Concept::Unknown;
    bool typos = false;  ///< also found with one letter wrong, missing, added or swapped
};

/// The meaning of one lower-case word: exactly, or else within one edit where the entry allows it.
[[nodiscard]] Concept meaning_of(std::string_view word);

/// The longest entry that `text` begins with, for scripts without spaces; null when none does.
[[nodiscard]] const Entry* longest_prefix(std::string_view text);

}  // namespace takt::edit
