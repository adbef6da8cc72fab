// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a song are called, by rules over how strongly they drive, in which order.
//
//     drive   ___----____        intro, chorus, verse …   a peak reached by a build is a drop, any other a chorus
//     peak:   from four fifths of the song's strongest on (or its upper half, when all are alike)
#pragma once

#include <span>
#include <string>
#include <vector>

namespace takt::beats {

struct SectionSound {
    double energy = 0;   ///< 0..1, RMS relative to the loudest section
    double bass = 0;     ///< 0..1, relative to the section with the most
    double attacks = 0;  ///< 0..1, likewise
    double rise = 0;     ///< of level and attacks from the section's first quarter to its last, as a logarithm
    double share = 0;    ///< 0..1, of the song
};

/// How much a section drives, 0..1: its energy, its bass and its attacks.
[[nodiscard]] double drive(const SectionSound& section);

/// One of intro, build, drop, chorus, verse, break, outro for each. The rules, first come first served: a peak is a
/// drop after a build, else a chorus; what rises right before a peak, and is not the first, is a build; the first is
/// the intro when it is thin beside its successor, the last the outro beside its predecessor; what is thin beside both
/// neighbours is a break; the rest are verses. Thin: two thirds of the drive, or less than half of the bass.
[[nodiscard]] std::vector<std::string> section_labels(std::span<const SectionSound> sections);

}  // namespace takt::beats
