// SPDX-License-Identifier: GPL-3.0-or-later
// Sound without a beat, made for tests. The same every time; mono at kMusicRateHz.
#pragma once

#include "made_music.h"

namespace takt::test {

/// Adds `other` to `sound` from `at_s` on, as far as it is long.
void add(Sound& sound, const Sound& other, double at_s);

/// Noise whose power falls by 3 dB an octave.
[[nodiscard]] Sound pink_noise(double duration_s, double amplitude);
/// Syllables of 80 to 350 ms with formants, in phrases with pauses between them, as someone talks.
[[nodiscard]] Sound speech_like(double duration_s, double amplitude);
/// A sustained chord of slightly detuned strings: it beats slowly, and nothing ever begins.
[[nodiscard]] Sound drone(double duration_s);
/// Mains hum with its harmonics over a little noise.
[[nodiscard]] Sound hum(double duration_s);

}  // namespace takt::test
