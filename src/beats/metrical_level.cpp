// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/metrical_level.h"

#include "beats/listener.h"
#include "beats/tempo_path.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::beats {
namespace {

constexpr std::size_t kReach = 2;  // hops: ± 20 ms

// Chosen once for all songs of the benchmark, on a plateau: half or twice each of them changes its mean F by about
// 0.01.
constexpr double kQuarterWeight = 0.5;  // how much attacks on quarters of a beat speak against it
constexpr double kHalfWeight = 0.1;  // the same for halves: of two equal readings the faster leaves nothing unexplained
// A gentle pull towards the tempo most tapped to: an octave away costs as much as a fifth of a chance attack.
constexpr double kPreferredBpm = 120;
constexpr double kTempoWeight = 0.2;

constexpr TempoRange kWholeRange{};
// Readings of the first path: duple, triple and dotted levels.
constexpr std::array<double, 6> kOtherLevels{1.0 / 2, 2.0 / 3, 3.0 / 4, 4.0 / 3, 3.0 / 2, 2.0};
constexpr double kRangeAround = 1.1;
constexpr std::size_t kFewestBeats = 4;  // three intervals: less is no pulse
constexpr double kFaint = 0.1;           // of the median beat: less is nothing one hears

double sum_over(std::span<const float> onsets, const Pulse& pulse) {
    double sum = 0;
    for (std::size_t hop = 0; hop < onsets.size(); ++hop) sum += pulse.attack(static_cast<double>(hop));
    return sum;
}

/// The top of the attack at or near `hop`, between hops by a parabola; `hop` itself where nothing rises.
double attack_time(std::span<const float> onsets, std::size_t hop) {
    const std::size_t begin = hop - std::min(hop, kReach);
    // The path has a beat where its attack begins: the top comes later rather than earlier.
    const std::size_t end = std::min(hop + 2 * kReach + 1, onsets.size());
    const auto near = onsets.subspan(begin, end - begin);
    const std::size_t top = begin + static_cast<std::size_t>(std::max_element(near.begin(), near.end()) - near.begin());
    if (top == 0 || top + 1 >= onsets.size()) return static_cast<double>(onsets[top] > 0 ? top : hop);
    const double before = onsets[top - 1];
    const double after = onsets[top + 1];
    const double bend = before - 2.0 * onsets[top] + after;
    // A maximum at the edge of the search is the flank of something else.
    if (onsets[top] < before || onsets[top] < after || bend >= 0) return static_cast<double>(hop);
    return static_cast<double>(top) + std::clamp((before - after) / (2 * bend), -0.5, 0.5);
}

/// Beats before the first attack and after the last one are counted in silence: nobody hears them.
void drop_silent_ends(const Pulse& pulse, std::vector<double>& beats) {
    if (beats.empty()) return;
    std::vector<double> attacks(beats.size());
    std::transform(beats.begin(), beats.end(), attacks.begin(), [&](double beat) { return pulse.attack(beat); });
    std::sort(attacks.begin(), attacks.end());
    const double faint = kFaint * attacks[attacks.size() / 2];
    const auto audible = [&](double beat) { return pulse.attack(beat) > faint; };
    beats.erase(std::find_if(beats.rbegin(), beats.rend(), audible).base(), beats.end());
    beats.erase(beats.begin(), std::find_if(beats.begin(), beats.end(), audible));
}

std::vector<double> decoded(const Pulse& pulse, const TempoRange& range, const std::stop_token& stop) {
    const std::span<const float> onsets = pulse.onsets();
    std::vector<double> beats;
    for (const std::size_t hop : most_likely_beats(onsets, range, stop)) {
        const double beat = attack_time(onsets, hop);
        if (beats.empty() || beat > beats.back() + 1) beats.push_back(beat);
    }
    drop_silent_ends(pulse, beats);
    return beats;
}

std::vector<double> sorted_intervals(std::span<const double> beats) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.size(); ++i) intervals.push_back(beats[i] - beats[i - 1]);
    std::sort(intervals.begin(), intervals.end());
    return intervals;
}

/// The tempos of the middle nine tenths of `beats`, times `ratio`, with room around.
TempoRange range_around(std::span<const double> beats, double ratio) {
    const std::vector<double> intervals = sorted_intervals(beats);
    const std::size_t edge = intervals.size() / 20;
    const double slowest = ratio * 60 * kHopsPerSecond / intervals[intervals.size() - 1 - edge];
    const double fastest = ratio * 60 * kHopsPerSecond / intervals[edge];
    return {std::clamp(slowest / kRangeAround, kWholeRange.min_bpm, kWholeRange.max_bpm),
            std::clamp(fastest * kRangeAround, kWholeRange.min_bpm, kWholeRange.max_bpm)};
}

}  // namespace

Pulse::Pulse(std::span<const float> onsets) : onsets_(onsets) {
    if (!onsets.empty()) blind_ = sum_over(onsets, *this) / static_cast<double>(onsets.size());
}

double Pulse::attack(double hop) const {
    const auto middle = static_cast<std::size_t>(std::max(0L, std::lround(hop)));
    const std::size_t begin = middle - std::min(middle, kReach);
    const std::size_t end = std::min(middle + kReach + 1, onsets_.size());
    if (begin >= end) return 0;
    const auto near = onsets_.subspan(begin, end - begin);
    return *std::max_element(near.begin(), near.end());
}

double Pulse::between(std::span<const double> beats, std::span<const double> phases) const {
    if (beats.size() < 2 || blind_ <= 0) return 0;
    double sum = 0;
    for (std::size_t i = 1; i < beats.size(); ++i) {
        for (const double phase : phases) sum += attack(beats[i - 1] + phase * (beats[i] - beats[i - 1]));
    }
    return sum / static_cast<double>((beats.size() - 1) * phases.size()) / blind_;
}

PulseProfile Pulse::profile(std::span<const double> beats) const {
    return {between(beats, std::array{0.0}), between(beats, std::array{0.5}), between(beats, std::array{0.25, 0.75}),
            between(beats, std::array{1.0 / 3, 5.0 / 6})};
}

double Pulse::clarity(std::span<const double> beats) const {
    return between(beats, std::array{0.0});
}

double beat_likeness(const PulseProfile& profile, double bpm) {
    const double octaves = std::log2(bpm / kPreferredBpm);
    return profile.on - kHalfWeight * profile.half -
           kQuarterWeight * std::max(profile.quarters, profile.swung_quarters) - kTempoWeight * octaves * octaves;
}

double median_bpm(std::span<const double> beats) {
    const std::vector<double> intervals = sorted_intervals(beats);
    return 60 * kHopsPerSecond / intervals[intervals.size() / 2];
}

std::vector<double> beats_at_best_level(std::span<const float> onsets, const std::stop_token& stop) {
    const Pulse pulse(onsets);
    std::vector<double> first = decoded(pulse, kWholeRange, stop);
    if (first.size() < kFewestBeats) return first;
    std::vector<double> best = first;
    double highest = beat_likeness(pulse.profile(best), median_bpm(best));
    for (const double ratio : kOtherLevels) {
        const double bpm = ratio * median_bpm(first);
        if (bpm < kWholeRange.min_bpm || bpm > kWholeRange.max_bpm) continue;
        const std::vector<double> other = decoded(pulse, range_around(first, ratio), stop);
        if (other.size() < kFewestBeats) continue;
        const double likeness = beat_likeness(pulse.profile(other), median_bpm(other));
        if (likeness <= highest) continue;
        highest = likeness;
        best = other;
    }
    return best;
}

}  // namespace takt::beats
