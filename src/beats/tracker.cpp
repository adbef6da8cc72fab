// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/tracker.h"

#include "beats/confidence.h"
#include "beats/listener.h"
#include "beats/pulse.h"
#include "beats/readings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::size_t kBeatsForTempo = 8;
constexpr double kSteady = 0.04;  // stable: nine tenths of the song within 4 % of the median tempo

/// The best of the readings at `bpm` and `phase` (any when absent), relative to `chosen`: its odds, 0..1.
std::optional<double> odds(std::span<const Reading> readings, const Reading& chosen, double bpm,
                           std::optional<double> phase) {
    std::optional<double> best;
    for (const Reading& other : readings) {
        const bool there = std::abs(other.bpm / bpm - 1) <= kSameTempo && (!phase || other.phase == *phase);
        if (there) best = std::max(best.value_or(0), std::exp(other.score - chosen.score));
    }
    return best;
}

std::vector<TempoAlternative> alternatives(std::span<const Reading> readings, const Reading& chosen, double bpm) {
    std::vector<TempoAlternative> found;
    const auto add = [&](const char* relation, double at_bpm, std::optional<double> phase) {
        if (const auto score = odds(readings, chosen, at_bpm, phase)) found.push_back({at_bpm, relation, *score});
    };
    add("half", bpm / 2, std::nullopt);
    add("double", bpm * 2, std::nullopt);
    add("off-beat", bpm, std::fmod(chosen.phase + 0.5, 1.0));
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    return found;
}

/// The lengths of a beat, each measured over a few beats so that the jitter of single attacks averages out; ascending.
std::vector<double> beat_lengths(std::span<const double> beats) {
    const std::size_t apart = std::min(kBeatsForTempo, beats.size() - 1);
    std::vector<double> lengths;
    for (std::size_t i = apart; i < beats.size(); ++i) {
        lengths.push_back((beats[i] - beats[i - apart]) / static_cast<double>(apart));
    }
    std::sort(lengths.begin(), lengths.end());
    return lengths;
}

Tempo tempo_of(std::span<const Reading> readings, const Reading& chosen, double evidence) {
    const std::vector<double> lengths = beat_lengths(chosen.beats);
    const double median = lengths[lengths.size() / 2];
    const auto near = std::count_if(lengths.begin(), lengths.end(),
                                    [&](double length) { return std::abs(length / median - 1) <= kSteady; });
    Tempo tempo;
    tempo.bpm = 60 * kHopsPerSecond / median;
    tempo.stable = 10 * near >= 9 * static_cast<std::ptrdiff_t>(lengths.size());
    tempo.confidence = confidence_in(chosen, readings, evidence);
    tempo.alternatives = alternatives(readings, chosen, tempo.bpm);
    return tempo;
}

}  // namespace

Track track_beats(const Curves& curves, std::span<const float> onsets, const std::stop_token& stop) {
    Track track;
    if (std::none_of(onsets.begin(), onsets.end(), [](float onset) { return onset > 0; })) return track;
    std::vector<Reading> readings = readings_of(curves, onsets, stop);
    if (readings.empty()) return track;
    const auto less = [](const Reading& a, const Reading& b) { return a.score < b.score; };
    Reading& chosen = *std::max_element(readings.begin(), readings.end(), less);
    const double evidence = pulse_evidence(Pulse(onsets), chosen.beats);
    track.tempo = tempo_of(readings, chosen, evidence);
    track.musical = evidence >= kMusical;
    if (track.musical) track.beats = std::move(chosen.beats);
    return track;
}

}  // namespace takt::beats
