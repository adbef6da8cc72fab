// SPDX-License-Identifier: GPL-3.0-or-later
// Words for moods on the two axes of takt/mood.h, placed by hand after the usual circumplex of affect words.
#include "edit/apply/songs.h"

#include <array>
#include <string_view>

namespace takt::edit {
namespace {

struct MoodWord {
    std::string_view word;  ///< or its begin: "energ" is energetic and energy
    double energy;
    double valence;
};

constexpr std::array kWords{
    MoodWord{"upbeat", 0.75, 0.8},     MoodWord{"energ", 0.9, 0.65},      MoodWord{"happy", 0.65, 0.9},
    MoodWord{"cheer", 0.65, 0.9},      MoodWord{"fun", 0.7, 0.85},        MoodWord{"excit", 0.85, 0.75},
    MoodWord{"party", 0.9, 0.8},       MoodWord{"dance", 0.85, 0.75},     MoodWord{"fast", 0.9, 0.6},
    MoodWord{"chill", 0.3, 0.6},       MoodWord{"lofi", 0.3, 0.5},        MoodWord{"lo-fi", 0.3, 0.5},
    MoodWord{"calm", 0.2, 0.6},        MoodWord{"relax", 0.2, 0.65},      MoodWord{"peaceful", 0.15, 0.65},
    MoodWord{"soft", 0.2, 0.55},       MoodWord{"slow", 0.2, 0.45},       MoodWord{"gentle", 0.2, 0.6},
    MoodWord{"romantic", 0.35, 0.7},   MoodWord{"warm", 0.4, 0.75},       MoodWord{"dreamy", 0.3, 0.6},
    MoodWord{"emotional", 0.35, 0.35}, MoodWord{"nostalg", 0.3, 0.4},     MoodWord{"sad", 0.2, 0.15},
    MoodWord{"melanchol", 0.25, 0.2},  MoodWord{"dark", 0.45, 0.1},       MoodWord{"tense", 0.7, 0.2},
    MoodWord{"scary", 0.65, 0.1},      MoodWord{"mysterious", 0.4, 0.25}, MoodWord{"dramatic", 0.75, 0.35},
    MoodWord{"epic", 0.85, 0.5},       MoodWord{"cinematic", 0.65, 0.45}, MoodWord{"aggressive", 0.95, 0.25},
    MoodWord{"inspir", 0.6, 0.8},      MoodWord{"uplifting", 0.7, 0.85},  MoodWord{"motivat", 0.75, 0.75},
};

}  // namespace

std::optional<Mood> mood_of_words(const std::string& words) {
    Mood mean{0, 0, ""};
    int found = 0;
    for (const MoodWord& known : kWords) {
        const std::size_t at = words.find(known.word);
        if (at == std::string::npos || (at > 0 && words[at - 1] != ' ')) continue;
        mean.energy += known.energy;
        mean.valence += known.valence;
        ++found;
    }
    if (found == 0) return std::nullopt;
    mean.energy /= found;
    mean.valence /= found;
    return mean;
}

}  // namespace takt::edit
