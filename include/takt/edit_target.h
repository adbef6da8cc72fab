// SPDX-License-Identifier: GPL-3.0-or-later
// What an operation of the editor is about: moments and stretches of the timeline, clips, tracks, songs. As people say
// it: nothing here depends on a draft, "the last clip" is still -1.
#pragma once

#include "takt/time.h"

#include <optional>
#include <string>
#include <vector>

namespace takt {

/// The clip numbers of people: 1 is the first on the timeline, -1 the last, 0 the one in the middle.
inline constexpr int kMiddleClip = 0;

/// A moment of the timeline as it was before the operation.
struct Moment {
    Ms at{};                ///< >= 0
    bool from_end = false;  ///< `at` before the end
    bool operator==(const Moment&) const = default;
};
/// Half-open. {0, end}: {{}, {0, true}}.
struct Stretch {
    Moment begin;
    Moment end{Ms{0}, true};
    bool operator==(const Stretch&) const = default;
};

/// What an operation is about.
struct Target {
    enum class Kind {
        Picture,   ///< every clip; with `clips` those
        Original,  ///< the own sound of every clip; with `clips` of those
        Music,
        Mix,  ///< everything that is heard
        Titles,
        Captions,
    };
    Kind kind = Kind::Picture;
    std::vector<int> clips;          ///< or numbers of titles; empty: all
    std::optional<Stretch> stretch;  ///< only there; clips are split at its ends
    bool operator==(const Target&) const = default;
};

/// Which of the songs that are there.
struct SongChoice {
    enum class How {
        This,     ///< "this song": the first; as a replacement the last that came
        Some,     ///< "some music": the only one; with several, whoever asks must say which
        Number,   ///< "the second song"
        Words,    ///< "lo-fi", "upbeat": by name and tags, else by the mood the words stand for
        ForClip,  ///< "music that matches the mood"
    };
    How how = How::This;
    int number = 0;     ///< from 1, -1 is the last
    std::string words;  ///< lower case
    bool operator==(const SongChoice&) const = default;
};

}  // namespace takt
