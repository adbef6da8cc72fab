// SPDX-License-Identifier: GPL-3.0-or-later
#include "grooves.h"

#include <algorithm>
#include <array>

namespace takt::band {
namespace {

struct Known {
    const char* name;
    int meter;
    Temper temper;
    std::vector<Groove> grooves;
};

// In the order of Style. Kick, snare, hat, shaker, bass, chords, do chords ring, are they broken.
const std::array<Known, kStyles>& all() {
    static const std::array<Known, kStyles> known{{
        {"four on the floor",
         4,
         {112, 140, 0.5},
         {{"X|X|X|X", ".|x|.|x", ".x|.x|.x|.x", "oxox|oxox|oxox|oxox", "..x.|..x.|..x.|..x.", "x..x|..x.|....|x.x."},
          {"X|X|X|X", "", "..x.|..x.|..x.|..xo", "", "X.xx|.xxx|.xxx|.xxx", "....|..x.|....|..x."},
          {"X|X|X|X.o.", ".|X|.|X", "oxxo|oxxo|oxxo|oxxo", "", "X.|.x|.x|x.", "X|.|.|.", true}}},
        {"rock",
         4,
         {84, 172, 0.5},
         {{"X.|..|X.|..", "..|X.|..|X.", "xo|xo|xo|xo", "", "Xx|xx|xx|xx", "X|.|.|.", true},
          {"X.|.x|X.|..", "..|X.|..|X.", "x|x|x|x", "", "X.|.x|x.|.x", "X.|.x|..|x."},
          {"X.|..|xx|..", "..|X.|..|X.", "xo|xo|xo|xo", "oooo|oooo|oooo|oooo", "X.|xx|X.|xx", "xx|xx|xx|xx"}}},
        {"ballad",
         4,
         {58, 92, 0.5},
         {{"X|.|.x|.", ".|x|.|x", "xo|xo|xo|xo", "", "X|.|x|.", "xx|xx|xx|xx", true, true},
          {"X|.|x|.", "", "x|x|x|x", "", "X|.|.|.", "X|.|.|.", true},
          {"X..o|....|..x.|....", ".|.|X|.", "xx|xx|xx|xx", "", "X|.|.|x", "x|x|x|x", true}}},
        {"swing",
         4,
         {105, 225, 0.66},
         {{"o|.|o|.", ".|.|.|.o", "X.|xx|X.|xx", "", "x|x|x|x", ".x|..|.x|..", false},
          {"o|o|o|o", "..|.o|..|..", "x.|Xx|x.|Xx", "", "X|x|x|x", "x.|.x|..|..", false}}},
        {"shuffle",
         4,
         {84, 150, 0.65},
         {{"X.|..|Xx|..", "..|X.|..|X.", "xo|xo|xo|xo", "", "x.|xx|x.|xx", "X|.|x|.", true},
          {"X|X|X|X", "..|X.|..|X.", "xx|xx|xx|xx", "", "x|x|x|x", "..|x.|..|x."}}},
        {"latin",
         4,
         {92, 138, 0.5},
         {{"x..x|x..x|x..x|x..x", "x..x|..x.|..x.|x...", "oooo|oooo|oooo|oooo", "xoxo|xoxo|xoxo|xoxo",
           "X..x|x...|x..x|x...", "x.x.|.x..|x.x.|.x.."},
          {"X...|...x|x...|...x", "x..x|..x.|..x.|x...", "", "xoXo|xoXo|xoXo|xoXo", "X..x|..x.|....|x...",
           "x.x.|xx.x|.xx.|x.x."}}},
        {"half-time",
         4,
         {130, 160, 0.5},
         {{"X...|...x|....|....", ".|.|X|.", "xx|xx|xx|xxxx", "", "X|.|.|..x.", "X|.|.|.", true},
          {"X..x|....|..x.|....", ".|.|X|.", "xx|xx|xx|xx", "oooo|oooo|oooo|oooo", "X.|.|.x|.",
           "..x.|....|..x.|...."}}},
        {"drum and bass",
         4,
         {160, 182, 0.5},
         {{"X.|..|.x|..", "..|X.|..|X.", "xx|xx|xx|xx", "oooo|oooo|oooo|oooo", "X|.|.|.", "X|.|.|.", true},
          {"X.|..|.X|..", "..|X...|...o|X.", "xxxx|xxxx|xxxx|xxxx", "", "X.|.x|.x|..", "....|..x.|....|....", true}}},
        {"one drop",
         4,
         {64, 84, 0.55},
         {{".|.|X|.", ".|.|x|.", "xo|xo|xo|xo", "", "..|x.|x.|xx", ".x|.x|.x|.x"},
          {".|.|X|.", ".|.|x|.", "xo|xo|xo|xo", "oxox|oxox|oxox|oxox", "xx|.x|..|x.", "..|x.|..|x."}}},
        {"arpeggios",
         4,
         {62, 138, 0.5},
         {{"", "", "", "", "X|.|x|.", "xx|xx|xx|xx", false, true},
          {"", "", "", "", "X|.|.|.", "xxxx|xxxx|xxxx|xxxx", true, true},
          {"", "", "", "", "x|.|.|.", "xxx|xxx|xxx|xxx", true, true}}},
        {"strings",
         4,
         {60, 120, 0.5},
         {{"x|.|.|.", "", "", "", "X|.|.|.", "x|.|.|.", true},
          {"", "", "", "", "x|.|x|.", "x|x|x|x", true},
          {"", "", "", "", "x|x|x|x", "x|.|.|.", true}}},
        {"waltz",
         3,
         {84, 196, 0.5},
         {{"X|.|.", ".|o|o", ".|x|x", "", "X|.|.", ".|x|x"},
          {"", "", "", "", "X|.|.", "xx|xx|xx", true, true},
          {"X|.|.", ".|x|.", "x.|xx|x.", "", "X|.|x", "X|.|.", true}}},
        {"march",
         2,
         {100, 144, 0.5},
         {{"X|.", ".|x", ".x|.x", "", "X|x", ".x|.x"}, {"X|o", "..|X.", "xo|xo", "", "X|x", "X|.", true}}},
        {"six eight",
         6,
         {150, 228, 0.5},
         {{"X|.|.|.|.|.", ".|.|.|X|.|.", "x|o|o|x|o|o", "", "X|.|.|x|.|.", "x|x|x|x|x|x", true, true},
          {"X|.|.|.|.|x", ".|.|.|X|.|.", "x|.|x|x|.|x", "", "X|.|.|.|.|x", "X|.|.|.|.|.", true}}},
        {"five",
         5,
         {110, 180, 0.5},
         {{"X|.|.|x|.", ".|.|x|.|x", "xo|xo|xo|xo|xo", "", "X|.|.x|X|.", "X|.x|.|x|."},
          {"X|.|.|x|.", ".|x|.|.|x", "X|x|x|X|x", "", "x|.|.|x|x", "X|.|.|X|.", true}}},
    }};
    return known;
}

const Known& known(Style style) {
    return all()[static_cast<std::size_t>(style)];
}

}  // namespace

std::vector<Stroke> strokes(std::string_view line) {
    std::vector<Stroke> result;
    int beat = 0;
    while (!line.empty()) {
        const std::string_view letters = line.substr(0, line.find('|'));
        for (std::size_t i = 0; i < letters.size(); ++i) {
            if (letters[i] == '.') continue;
            const double at = beat + static_cast<double>(i) / static_cast<double>(letters.size());
            if (!result.empty()) result.back().beats = at - result.back().beat;
            result.push_back({at, letters[i] == 'X' ? 1.0 : letters[i] == 'x' ? 0.75 : 0.4, 1});
        }
        ++beat;
        line.remove_prefix(std::min(letters.size() + 1, line.size()));
    }
    if (!result.empty()) result.back().beats = beat - result.back().beat;
    return result;
}

const char* name_of(Style style) {
    return known(style).name;
}
int meter_of(Style style) {
    return known(style).meter;
}
const std::vector<Groove>& grooves_of(Style style) {
    return known(style).grooves;
}
Temper temper_of(Style style) {
    return known(style).temper;
}

}  // namespace takt::band
