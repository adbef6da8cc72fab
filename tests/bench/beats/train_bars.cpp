// SPDX-License-Identifier: GPL-3.0-or-later
// takt_train_bars [SONGS]: learns the weights of src/beats/bar_weights.h from made songs (seeds from 10000 on, which
// takt_bench_bars does not use) and prints that file: logistic regression, decayed weights, no recordings.
#include "beats/bars.h"
#include "beats/onset_curve.h"
#include "support/made_band/dice.h"
#include "support/made_band/song.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace {

using takt::beats::kBarContext;
using takt::beats::kBarFeatures;
using takt::beats::kBarWeights;

constexpr std::uint32_t kFirstSeed = 10'000;
constexpr double kDecay = 3e-3;
constexpr double kStep = 0.5;
constexpr int kRounds = 500;

struct Example {
    std::array<float, kBarWeights> input{};
    bool downbeat = false;
};

/// Beats as a tracker may give them: as they are, every second, or twice as many.
struct Beats {
    std::vector<double> hops;
    std::vector<bool> downbeats;
};
Beats beats_of(const takt::band::Song& song, takt::band::Dice& dice) {
    const double bpm = 60 * static_cast<double>(song.beats_s.size()) / (song.beats_s.back() - song.beats_s.front());
    const bool half = bpm > 130 && song.meter % 2 == 0 && dice.chance(0.3);
    const bool twice = bpm < 100 && dice.chance(0.3);
    const double late_s = 0.012 * dice.about();
    Beats beats;
    std::size_t first = 0;
    while (half && !song.downbeats[first]) ++first;
    for (std::size_t i = first % 2; i < song.beats_s.size(); i += half ? 2 : 1) {
        beats.hops.push_back(takt::beats::hop_at(song.beats_s[i] + late_s + 0.005 * dice.about()));
        beats.downbeats.push_back(song.downbeats[i]);
        if (!twice || i + 1 == song.beats_s.size()) continue;
        beats.hops.push_back(takt::beats::hop_at((song.beats_s[i] + song.beats_s[i + 1]) / 2 + late_s));
        beats.downbeats.push_back(false);
    }
    return beats;
}

void add_examples(const takt::band::Song& song, takt::band::Dice& dice, std::vector<Example>& examples) {
    takt::beats::Listener listener;
    listener.hear(song.sound);
    const takt::beats::Curves curves = listener.finish();
    const Beats beats = beats_of(song, dice);
    const auto sounds = takt::beats::beat_sounds(curves, takt::beats::onset_curve(curves), beats.hops);
    for (std::size_t i = kBarContext; i + kBarContext < sounds.size(); ++i) {
        Example example;
        for (std::size_t k = 0; k < kBarWeights; ++k) {
            example.input[k] = sounds[i + k / kBarFeatures - kBarContext][k % kBarFeatures];
        }
        example.downbeat = beats.downbeats[i];
        examples.push_back(example);
    }
}

using Weights = std::array<double, kBarWeights + 1>;

double odds(const Weights& weights, const Example& example) {
    double sum = weights[kBarWeights];
    for (std::size_t k = 0; k < kBarWeights; ++k) sum += weights[k] * example.input[k];
    return sum;
}

Weights learned(const std::vector<Example>& examples) {
    Weights weights{};
    Weights speed{};
    for (int round = 0; round < kRounds; ++round) {
        Weights gradient{};
        for (const Example& example : examples) {
            const double error = 1 / (1 + std::exp(-odds(weights, example))) - (example.downbeat ? 1 : 0);
            for (std::size_t k = 0; k < kBarWeights; ++k) gradient[k] += error * example.input[k];
            gradient[kBarWeights] += error;
        }
        for (std::size_t k = 0; k <= kBarWeights; ++k) {
            const double slope = gradient[k] / static_cast<double>(examples.size()) + kDecay * weights[k];
            speed[k] = 0.9 * speed[k] - 0.1 * kStep * slope;
            weights[k] += speed[k];
        }
    }
    return weights;
}

}  // namespace

int main(int argc, char** argv) {
    const int songs = argc > 1 ? std::atoi(argv[1]) : 300;
    takt::band::Dice dice(1);
    std::vector<Example> examples;
    for (int i = 0; i < songs; ++i) {
        add_examples(takt::band::made_song(kFirstSeed + static_cast<std::uint32_t>(i)), dice, examples);
    }
    const Weights weights = learned(examples);
    int right = 0;
    for (const Example& example : examples) right += (odds(weights, example) > 0) == example.downbeat ? 1 : 0;
    fmt::print(
        "// SPDX-License-Identifier: GPL-3.0-or-later\n// Evidence for a downbeat: a row per beat, from four before "
        "to four after, and a column per BarFeature.\n");
    fmt::print(
        "// Written by `takt_train_bars {}` from made songs; of their {} beats {:.1f} % are told rightly from these "
        "alone.\n",
        songs, examples.size(), 100.0 * right / static_cast<double>(examples.size()));
    fmt::print(
        "#pragma once\n\n#include \"beats/bars.h\"\n\nnamespace takt::beats {{\n\n// clang-format off\n"
        "inline constexpr std::array<double, kBarWeights> kDownbeatWeights{{{{\n");
    for (std::size_t k = 0; k < kBarWeights; ++k) {
        fmt::print("{:.3f},{}", weights[k], (k + 1) % kBarFeatures == 0 ? "\n" : " ");
    }
    fmt::print("}}}};\n// clang-format on\n\n}}  // namespace takt::beats\n");
    return 0;
}
