// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/beat_series.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace takt::timeline {
namespace {

// An hour at 240 beats a minute is 14 400; more is a document that lies about its duration.
constexpr std::int64_t kMostBeats = 1'000'000;
constexpr Us kSameBeat{70'000};

/// Which of `n` phases holds the most accents; a bar line counts more than any strength.
std::size_t accented_phase(const Beats& beats, std::size_t n) {
    std::vector<double> weight(n);
    for (std::size_t i = 0; i < beats.size(); ++i) weight[i % n] += beats[i].strength + (beats[i].downbeat ? 2 : 0);
    return static_cast<std::size_t>(std::max_element(weight.begin(), weight.end()) - weight.begin());
}

/// The angle of the strengths' sum on a circle that is one beat long is where a comb of beats gathers most of them.
double phase_us(const Beats& heard, double period_us) {
    double real = 0;
    double imaginary = 0;
    for (const Beat& beat : heard) {
        const double angle =
            2 * std::numbers::pi * std::fmod(static_cast<double>(beat.time.count()), period_us) / period_us;
        real += (beat.strength + 1e-3) * std::cos(angle);
        imaginary += (beat.strength + 1e-3) * std::sin(angle);
    }
    const double turn = std::atan2(imaginary, real) / (2 * std::numbers::pi);
    // A first beat that a rounding puts a hair before the end of its period is the one at 0.
    return turn < -1e-6 ? (turn + 1) * period_us : std::max(0.0, turn) * period_us;
}

}  // namespace

Beats thinned(const Beats& beats, int n) {
    const auto step = static_cast<std::size_t>(n);
    Beats kept;
    for (std::size_t i = beats.empty() ? 0 : accented_phase(beats, step); i < beats.size(); i += step) {
        kept.push_back(beats[i]);
    }
    return kept;
}

Beats filled(const Beats& beats, int n) {
    Beats all;
    for (std::size_t i = 0; i < beats.size(); ++i) {
        all.push_back(beats[i]);
        if (i + 1 == beats.size()) break;
        const Us gap = beats[i + 1].time - beats[i].time;
        if (gap < Us{n}) continue;
        const double strength = std::min(beats[i].strength, beats[i + 1].strength) / 2;
        for (int k = 1; k < n; ++k) all.push_back({beats[i].time + gap * k / n, strength, false, beats[i].bar});
    }
    return all;
}

Beats steady(const Beats& heard, double bpm, Us duration) {
    const double period_us = 60e6 / bpm;
    const double first_us = phase_us(heard, period_us);
    Beats beats;
    auto near = heard.begin();
    for (std::int64_t n = 0; n < kMostBeats; ++n) {
        const Us time{std::llround(first_us + static_cast<double>(n) * period_us)};
        if (time >= duration) break;
        while (near != heard.end() && near->time < time - kSameBeat) ++near;
        const bool is_heard = near != heard.end() && near->time <= time + kSameBeat;
        beats.push_back({time, is_heard ? near->strength : 0, is_heard && near->downbeat, 0});
    }
    return beats;
}

void count_bars_by_accents(Beats& beats, int meter) {
    if (!beats.empty()) count_bars_from(beats, meter, accented_phase(beats, static_cast<std::size_t>(meter)));
}

void count_bars_from(Beats& beats, int meter, std::size_t downbeat) {
    const auto length = static_cast<std::size_t>(meter);
    int bar = -1;
    for (std::size_t i = 0; i < beats.size(); ++i) {
        beats[i].downbeat = i % length == downbeat % length;
        if (beats[i].downbeat) ++bar;
        beats[i].bar = bar;
    }
}

}  // namespace takt::timeline
