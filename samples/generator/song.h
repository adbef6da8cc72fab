// SPDX-License-Identifier: GPL-3.0-or-later
// A minute of music at exactly 124 beats a minute, four to the bar, whose beats are known because it is made from them:
//
//     bars  0        8            16             26     30
//           | intro  | drums in   | loud         | outro |
//           | chords | + kick     | + bass, lead | chords|
#pragma once

#include <vector>

namespace takt::samples {

struct Song {
    std::vector<float> samples;   ///< interleaved stereo at kSongRate_hz
    std::vector<double> beats_s;  ///< true beats; every fourth, from the first on, begins a bar
};

inline constexpr double kSongTempo_bpm = 124;
inline constexpr double kSongLoudFrom_s = 0.2 + 16 * 4 * 60 / kSongTempo_bpm;
inline constexpr double kSongLoudUntil_s = 0.2 + 26 * 4 * 60 / kSongTempo_bpm;

[[nodiscard]] Song compose_song();

}  // namespace takt::samples
