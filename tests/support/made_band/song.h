// SPDX-License-Identifier: GPL-3.0-or-later
// Made music with known answers: a small band plays a score, and its beats, bars, phrases and sections are known
// because they were composed. For tests, benchmarks and training; needs the standard library only. The same score gives
// the same song, sample by sample, on the same machine.
//
//     const takt::band::Song song = takt::band::made_song(17);   // some song, as seed 17 decides
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace takt::band {

inline constexpr int kRateHz = 44'100;

enum class Style : std::uint8_t {
    FourOnTheFloor,
    Rock,
    Ballad,
    Swing,
    Shuffle,
    Latin,
    HalfTime,
    DrumAndBass,
    OneDrop,    ///< nothing on the first beat but harmony
    Arpeggios,  ///< a piano without drums
    Strings,    ///< slow attacks, sparse accents
    Waltz,
    March,
    SixEight,
    Five,
};
inline constexpr int kStyles = 15;
[[nodiscard]] const char* name_of(Style style);
/// Beats in a bar of this style: 2, 3, 4, 5 or 6.
[[nodiscard]] int meter_of(Style style);

enum class TempoCurve : std::uint8_t { Steady, Ramp, Rubato };

/// Who plays; or them together.
enum Players : unsigned { Drums = 1, Cymbals = 2, Bass = 4, Chords = 8, Lead = 16, Riser = 32 };

struct Passage {
    std::string label;  ///< intro, verse, build, chorus, drop, break, outro
    int bars = 8;
    unsigned players = 0;
    double loudness = 1;  ///< amplitude, 0..1
};

struct Score {
    std::uint32_t seed = 0;  ///< of the notes and of the players' small mistakes
    Style style = Style::Rock;
    double bpm = 120;
    TempoCurve curve = TempoCurve::Steady;
    double last_bpm = 120;       ///< of a ramp
    double rubato = 0.05;        ///< greatest deviation of the tempo, as a share
    double looseness_s = 0.005;  ///< deviation of the players from the beat
    double silence_s = 0.3;      ///< before the first sound
    int pickup_beats = 0;        ///< before the first downbeat
    int phrase_bars = 8;
    std::vector<Passage> form;
};

struct Part {
    double begin_s = 0;
    double end_s = 0;
    std::string label;
};

struct Song {
    std::string name;          ///< style, tempo and seed
    std::vector<float> sound;  ///< mono at kRateHz, within -1..1
    std::vector<double> beats_s;
    std::vector<bool> downbeats;  ///< one per beat
    int meter = 4;
    std::vector<double> phrases_s;  ///< where phrases begin; each on a downbeat
    std::vector<Part> sections;

    [[nodiscard]] std::vector<double> downbeats_s() const;
};

/// A score of 40 to 100 seconds: style, tempo, form and players as the seed decides. Seeds 0 .. kStyles - 1 have each
/// style once, and so on.
[[nodiscard]] Score made_score(std::uint32_t seed);
/// The same in one style.
[[nodiscard]] Score made_score(std::uint32_t seed, Style style);
[[nodiscard]] Song made_song(const Score& score);
[[nodiscard]] Song made_song(std::uint32_t seed);

}  // namespace takt::band
