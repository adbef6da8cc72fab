// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/tracker.h"

#include "beats/confidence.h"
#include "beats/listener.h"
#include "beats/metrical_level.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::size_t kFewestBeats = 4;  // three intervals: less is no pulse
constexpr std::size_t kBeatsForTempo = 8;
constexpr double kSteady = 0.04;  // stable: nine tenths of the song within 4 % of the median tempo

std::vector<double> every_second(std::span<const double> beats, std::size_t first) {
    std::vector<double> result;
    for (std::size_t i = first; i < beats.size(); i += 2) result.push_back(beats[i]);
    return result;
}

std::vector<double> between(std::span<const double> beats) {
    std::vector<double> result;
    for (std::size_t i = 1; i < beats.size(); ++i) result.push_back((beats[i - 1] + beats[i]) / 2);
    return result;
}

std::vector<double> doubled(std::span<const double> beats) {
    std::vector<double> result = between(beats);
    result.insert(result.end(), beats.begin(), beats.end());
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<TempoAlternative> alternatives(const Pulse& pulse, std::span<const double> beats, double bpm) {
    const auto likeness = [&](const std::vector<double>& other, double at_bpm) {
        return std::max(0.0, beat_likeness(pulse.profile(other), at_bpm));
    };
    const double chosen = std::max(1e-3, beat_likeness(pulse.profile(beats), bpm));
    const double half = std::max(likeness(every_second(beats, 0), bpm / 2), likeness(every_second(beats, 1), bpm / 2));
    std::vector<TempoAlternative> found{{bpm / 2, "half", half / chosen},
                                        {bpm * 2, "double", likeness(doubled(beats), bpm * 2) / chosen},
                                        {bpm, "off-beat", likeness(between(beats), bpm) / chosen}};
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

Tempo tempo_of(const Pulse& pulse, std::span<const double> beats) {
    const std::vector<double> lengths = beat_lengths(beats);
    const double median = lengths[lengths.size() / 2];
    const auto near = std::count_if(lengths.begin(), lengths.end(),
                                    [&](double length) { return std::abs(length / median - 1) <= kSteady; });
    Tempo tempo;
    tempo.bpm = 60 * kHopsPerSecond / median;
    tempo.stable = 10 * near >= 9 * static_cast<std::ptrdiff_t>(lengths.size());
    tempo.confidence = pulse_confidence(pulse, beats);
    tempo.alternatives = alternatives(pulse, beats, tempo.bpm);
    return tempo;
}

}  // namespace

Track track_beats(std::span<const float> onsets, const std::stop_token& stop) {
    Track track;
    if (std::none_of(onsets.begin(), onsets.end(), [](float onset) { return onset > 0; })) return track;
    std::vector<double> beats = beats_at_best_level(onsets, stop);
    const Pulse pulse(onsets);
    if (beats.size() < kFewestBeats) return track;
    track.tempo = tempo_of(pulse, beats);
    track.musical = track.tempo.confidence >= kMusical;
    if (track.musical) track.beats = std::move(beats);
    return track;
}

}  // namespace takt::beats
