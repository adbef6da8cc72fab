// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/song.h"

#include "generator/instruments.h"

#include <array>
#include <utility>

namespace takt::samples {
namespace {

constexpr double kSeconds = 60;
constexpr double kFirstBeat_s = 0.2;
constexpr double kBeat_s = 60 / kSongTempo_bpm;
constexpr int kBars = 30;
constexpr int kDrumsFrom = 8;
constexpr int kLoudFrom = 16;
constexpr int kOutroFrom = 26;

struct Chord {
    int root;
    std::array<int, 3> notes;
};
// A minor, F, C, G: one a bar.
constexpr std::array<Chord, 4> kChords{
    {{33, {57, 60, 64}}, {29, {57, 60, 65}}, {36, {55, 60, 64}}, {31, {55, 59, 62}}}};

double beat_time(double beat) {
    return kFirstBeat_s + beat * kBeat_s;
}

void play_drums(Mixdown& mix, int bar) {
    const double first = bar * 4;
    const bool loud = bar >= kLoudFrom;
    for (int beat = 0; beat < 4; ++beat) {
        if (loud || beat % 2 == 0) kick(mix, beat_time(first + beat), loud ? 0.8 : 0.5);
        if (beat % 2 == 1) snare(mix, beat_time(first + beat), loud ? 0.6 : 0.3);
        hat(mix, beat_time(first + beat), 0.2);
        hat(mix, beat_time(first + beat + 0.5), loud ? 0.35 : 0.2);
    }
}

void play_bar(Mixdown& mix, int bar) {
    const Chord& chord = kChords[static_cast<std::size_t>(bar % 4)];
    const double first = bar * 4;
    const bool drums = bar >= kDrumsFrom && bar < kOutroFrom;
    const bool loud = bar >= kLoudFrom && bar < kOutroFrom;
    pad(mix, beat_time(first), 4 * kBeat_s, {chord.notes.begin(), chord.notes.end()}, loud ? 0.09 : 0.06);
    if (drums) play_drums(mix, bar);
    if (!drums) {
        for (int beat = 0; beat < 4; ++beat) hat(mix, beat_time(first + beat), beat == 0 ? 0.12 : 0.06);
    }
    if (!loud) return;
    for (int eighth = 0; eighth < 8; ++eighth) {
        bass(mix, beat_time(first + eighth * 0.5), kBeat_s * 0.45, chord.root + (eighth % 4 == 3 ? 12 : 0), 0.3);
        const int note = chord.notes[static_cast<std::size_t>(eighth % 3)] + 12;
        pluck(mix, beat_time(first + eighth * 0.5), note, 0.16, eighth % 2 == 0 ? -0.4 : 0.4);
    }
}

}  // namespace

Song compose_song() {
    Mixdown mix(kSeconds);
    for (int bar = 0; bar < kBars; ++bar) play_bar(mix, bar);
    // The last chord rings out on the bar after the last.
    pad(mix, beat_time(kBars * 4), 1.6, {45, 57, 60, 64}, 0.06);
    limit(mix);
    Song song{std::move(mix.samples), {}};
    for (int beat = 0; beat <= kBars * 4; ++beat) song.beats_s.push_back(beat_time(beat));
    return song;
}

}  // namespace takt::samples
