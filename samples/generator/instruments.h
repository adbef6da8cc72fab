// SPDX-License-Identifier: GPL-3.0-or-later
// A small band, made of sines and noise: each call mixes one note into stereo sound. Always the same for the same call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace takt::samples {

inline constexpr int kSongRate_hz = 48'000;

/// Interleaved stereo at kSongRate_hz.
struct Mixdown {
    explicit Mixdown(double seconds) : samples(static_cast<std::size_t>(seconds * kSongRate_hz) * 2) {}
    std::vector<float> samples;
};

void kick(Mixdown& mix, double at_s, double level);
void snare(Mixdown& mix, double at_s, double level);
void hat(Mixdown& mix, double at_s, double level);
/// Notes are MIDI numbers: 69 is 440 Hz.
void bass(Mixdown& mix, double at_s, double length_s, int note, double level);
void pad(Mixdown& mix, double at_s, double length_s, const std::vector<int>& notes, double level);
void pluck(Mixdown& mix, double at_s, int note, double level, double pan);

/// Rounds off what is louder than full scale.
void limit(Mixdown& mix);

/// White noise, -1..1.
class Noise {
public:
    explicit Noise(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}
    double operator()();

private:
    std::uint32_t state_;
};

}  // namespace takt::samples
