// SPDX-License-Identifier: GPL-3.0-or-later
// takt_train_levels [SONGS]: learns the weights of src/beats/level_weights.h from metronomes, songs by chance and
// of the made band, no recordings, and prints that file. Every fourth song is not learned from; its figures are in the
// file. Seeds from 20000 on, which neither takt_bench_bars nor takt_train_bars uses.
#include "beats/listener.h"
#include "beats/onset_curve.h"
#include "beats/readings.h"
#include "level_training.h"
#include "metrics.h"
#include "support/made_band/chance_song.h"
#include "support/made_band/song.h"
#include "support/made_band/studio.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stop_token>
#include <thread>
#include <vector>

namespace {

using takt::bench::RatedSong;

constexpr std::uint32_t kFirstSeed = 20'000;
constexpr std::size_t kBandSongs = 210;
constexpr std::size_t kMetronomes = 60;
constexpr std::size_t kThreads = 2;
constexpr std::size_t kHoldOut = 4;  // one of so many

/// Empty when nothing in the song can be read.
RatedSong rated(const takt::band::Song& song) {
    takt::beats::Listener listener;
    listener.hear(song.sound);
    const takt::beats::Curves curves = listener.finish();
    const takt::bench::Times truth = takt::bench::trimmed(song.beats_s);
    RatedSong readings;
    for (const auto& reading : takt::beats::readings_of(curves, takt::beats::onset_curve(curves), {})) {
        takt::bench::Times found;
        for (const double hop : reading.beats) found.push_back(takt::beats::hop_time_s(hop));
        readings.push_back({reading.features, takt::bench::f_measure(truth, takt::bench::trimmed(found)),
                            reading.ratio == 1 && reading.phase == 0});
    }
    return readings;
}

/// The plainest music: equal strokes, nothing between them, now and then an accent.
takt::band::Song metronome(std::uint32_t seed) {
    constexpr double kSeconds = 30;
    takt::band::Dice dice(seed);
    takt::band::Studio studio(kSeconds, dice);
    takt::band::Song song;
    const double beat_s = 60 / (115 * std::exp2(0.5 * dice.about()));
    const int accent_every = dice.one_of(std::array{1, 1, 3, 4});
    const bool bass = dice.chance(0.5);
    for (double at_s = dice.between(0.1, 1); at_s < kSeconds - 0.3; at_s += beat_s) {
        const double velocity = static_cast<int>(song.beats_s.size()) % accent_every == 0 ? 1 : 0.6;
        studio.tone(at_s, 1500, velocity, {.attack_s = 0.001, .decay_s = 0.015, .length_s = 0.1}, 0);
        if (bass) studio.kick(at_s, velocity);
        song.beats_s.push_back(at_s);
    }
    song.sound = studio.mixed();
    return song;
}

RatedSong rated(std::size_t index) {
    const std::uint32_t seed = kFirstSeed + static_cast<std::uint32_t>(index);
    if (index < kMetronomes) return rated(metronome(seed));
    if (index < kMetronomes + kBandSongs) return rated(takt::band::made_song(seed));
    return rated(takt::band::chance_song(seed));
}

/// In the order of their index, whichever thread was faster.
std::vector<RatedSong> all_rated(std::size_t count) {
    std::vector<RatedSong> songs(count);
    {
        std::vector<std::jthread> threads;
        for (std::size_t first = 0; first < kThreads; ++first) {
            threads.emplace_back([&songs, first] {
                for (std::size_t i = first; i < songs.size(); i += kThreads) songs[i] = rated(i);
            });
        }
    }
    return songs;
}

struct Split {
    std::vector<RatedSong> learned;
    std::vector<RatedSong> held_out;
};

Split split(std::vector<RatedSong> songs) {
    Split parts;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        if (songs[i].empty()) continue;
        (i % kHoldOut == kHoldOut - 1 ? parts.held_out : parts.learned).push_back(std::move(songs[i]));
    }
    return parts;
}

void print_file(std::size_t chance_songs, const Split& songs, const takt::bench::LevelWeights& weights) {
    const takt::bench::LevelChoice got = takt::bench::choice(songs.held_out, weights);
    fmt::print(
        "// SPDX-License-Identifier: GPL-3.0-or-later\n"
        "// What speaks for a reading of a song, and how much; used by level_score.\n"
        "// Written by `takt_train_levels {}` from songs that are made, never from recordings: {} metronomes, {} of\n"
        "// the made band and {} by chance, seeds from {} on, of which {} taught. The mean F-measure over the {} "
        "others\n"
        "// is {:.3f} as these weights choose; {:.3f} if every choice were the best, {:.3f} with the likeliest path "
        "always.\n",
        chance_songs, kMetronomes, kBandSongs, chance_songs, kFirstSeed, songs.learned.size(), songs.held_out.size(),
        got.chosen, got.best, got.first);
    fmt::print(
        "#pragma once\n\n#include \"beats/level_features.h\"\n\n#include <array>\n\nnamespace takt::beats {{\n\n"
        "// clang-format off\ninline constexpr std::array<double, kLevelFeatures> kLevelWeights{{\n");
    for (std::size_t k = 0; k < weights.size(); ++k) {
        fmt::print("    {:7.4f},  // {}\n", weights[k], takt::beats::kLevelFeatureNames[k]);
    }
    fmt::print("}};\n// clang-format on\n\n}}  // namespace takt::beats\n");
}

}  // namespace

int main(int argc, char** argv) {
    const int chance_songs = argc > 1 ? std::atoi(argv[1]) : 600;
    const Split songs =
        split(all_rated(kMetronomes + kBandSongs + static_cast<std::size_t>(std::max(0, chance_songs))));
    if (songs.learned.empty()) return EXIT_FAILURE;
    print_file(static_cast<std::size_t>(std::max(0, chance_songs)), songs, takt::bench::learned_weights(songs.learned));
    return EXIT_SUCCESS;
}
