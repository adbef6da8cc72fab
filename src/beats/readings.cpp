// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/readings.h"

#include "beats/pulse.h"
#include "beats/tempo_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <utility>

namespace takt::beats {
namespace {

constexpr TempoRange kWholeRange{};
// Readings of the first path: duple, triple and dotted levels.
constexpr std::array<double, 8> kOtherLevels{1.0 / 2, 2.0 / 3, 3.0 / 4, 4.0 / 3, 3.0 / 2, 2.0, 1.0 / 3, 3.0};
constexpr double kRangeAround = 1.1;
// Off-beats, swung notes on either side, and sixteenths that pull forward.
constexpr std::array<std::size_t, 6> kShifts{0, 6, 4, 8, 3, 9};
constexpr std::size_t kFewestBeats = 4;  // three intervals: less is no pulse
constexpr float kFaint = 0.02F;          // of the median beat's amplitude, -34 dB

// Nats per second by which a free tempo must explain a song better: rubato gains one to four, bands lose one to three,
// and speech, which has neither, gains a third.
constexpr double kFreeAdvantage = 0.5;

constexpr std::size_t kEarly = 2;  // hops: a path has its beat where the attack begins,
constexpr std::size_t kLate = 4;   // and the top comes later rather than earlier

/// The top of the attack at or near `hop`, between hops by a parabola; `hop` itself where nothing rises.
double attack_time(std::span<const float> onsets, std::size_t hop) {
    const std::size_t begin = hop - std::min(hop, kEarly);
    const auto near = onsets.subspan(begin, std::min(hop + kLate + 1, onsets.size()) - begin);
    const std::size_t top = begin + static_cast<std::size_t>(std::max_element(near.begin(), near.end()) - near.begin());
    if (top == 0 || top + 1 >= onsets.size()) return static_cast<double>(onsets[top] > 0 ? top : hop);
    const double before = onsets[top - 1];
    const double after = onsets[top + 1];
    const double bend = before - 2.0 * onsets[top] + after;
    // A maximum at the edge of the search is the flank of something else.
    if (onsets[top] < before || onsets[top] < after || bend >= 0) return static_cast<double>(hop);
    return static_cast<double>(top) + std::clamp((before - after) / (2 * bend), -0.5, 0.5);
}

/// Finds the paths of one song, at one stiffness.
class Pathfinder {
public:
    Pathfinder(const Curves& curves, std::span<const float> onsets, const std::stop_token& stop)
        : onsets_(onsets), strengths_(held(curves.onset[SpectralFlux], kEarly)), stop_(stop) {}

    /// The path over the whole range of tempos; the later ones keep or leave the tempo as this one does, whichever
    /// explains the song better.
    [[nodiscard]] std::vector<double> first() {
        auto other = std::async(std::launch::async,
                                [this] { return most_likely_beats(onsets_, kWholeRange, kFreeTempo, stop_); });
        const BeatPath kept = most_likely_beats(onsets_, kWholeRange, kKeptTempo, stop_);
        const BeatPath free = other.get();
        const double seconds = static_cast<double>(onsets_.size()) / kHopsPerSecond;
        const bool much_better = free.log_likelihood > kept.log_likelihood + kFreeAdvantage * seconds;
        stiffness_ = much_better ? kFreeTempo : kKeptTempo;
        return on_attacks(stiffness_ == kFreeTempo ? free.beats : kept.beats);
    }

    [[nodiscard]] std::vector<double> within(const TempoRange& range) const {
        return on_attacks(most_likely_beats(onsets_, range, stiffness_, stop_).beats);
    }

    /// `beats`, each later by `phase` twelfths of its interval and moved to the attack there.
    [[nodiscard]] std::vector<double> shifted(std::span<const double> beats, std::size_t phase) const {
        std::vector<double> result;
        for (std::size_t i = 1; i < beats.size(); ++i) {
            const double length = beats[i] - beats[i - 1];
            const double at = beats[i - 1] + length * static_cast<double>(phase) / static_cast<double>(kPhases);
            add(result, std::min(static_cast<std::size_t>(std::lround(at)), onsets_.size() - 1));
        }
        return result;
    }

private:
    void add(std::vector<double>& beats, std::size_t hop) const {
        const double beat = attack_time(onsets_, hop);
        if (beats.empty() || beat > beats.back() + 1) beats.push_back(beat);
    }

    [[nodiscard]] std::vector<double> on_attacks(std::span<const std::size_t> hops) const {
        std::vector<double> beats;
        for (const std::size_t hop : hops) add(beats, hop);
        drop_unheard_ends(beats);
        return beats;
    }

    /// Beats before the first sound and in what rings on after the last one: nobody hears them.
    void drop_unheard_ends(std::vector<double>& beats) const {
        if (beats.empty()) return;
        std::vector<float> strengths;
        for (const double beat : beats) strengths.push_back(strength(beat));
        std::nth_element(strengths.begin(), strengths.begin() + static_cast<std::ptrdiff_t>(strengths.size() / 2),
                         strengths.end());
        const float faint = kFaint * strengths[strengths.size() / 2];
        const auto heard = [&](double beat) { return strength(beat) > faint; };
        beats.erase(std::find_if(beats.rbegin(), beats.rend(), heard).base(), beats.end());
        beats.erase(beats.begin(), std::find_if(beats.begin(), beats.end(), heard));
    }

    [[nodiscard]] float strength(double beat) const {
        const auto hop = static_cast<std::size_t>(std::max(0L, std::lround(beat)));
        return strengths_[std::min(hop, strengths_.size() - 1)];
    }

    std::span<const float> onsets_;
    std::vector<float> strengths_;  // of attacks, as amplitudes: onset curves are alike in loud and quiet parts
    const std::stop_token& stop_;
    double stiffness_ = kKeptTempo;
};

/// The tempos of the middle nine tenths of `beats`, times `ratio`, with room around.
TempoRange range_around(std::span<const double> beats, double ratio) {
    const std::vector<double> intervals = sorted_intervals(beats);
    const std::size_t edge = intervals.size() / 20;
    const double slowest = ratio * 60 * kHopsPerSecond / intervals[intervals.size() - 1 - edge];
    const double fastest = ratio * 60 * kHopsPerSecond / intervals[edge];
    return {std::clamp(slowest / kRangeAround, kWholeRange.min_bpm, kWholeRange.max_bpm),
            std::clamp(fastest * kRangeAround, kWholeRange.min_bpm, kWholeRange.max_bpm)};
}

using LevelPaths = std::array<std::vector<double>, kOtherLevels.size()>;

/// Empty at levels whose tempo is out of range. Two are found at a time: a song of an hour takes 45 MB for each.
LevelPaths paths_at_levels(const Pathfinder& paths, std::span<const double> first) {
    LevelPaths found;
    const auto every_second = [&](std::size_t begin) {
        for (std::size_t i = begin; i < kOtherLevels.size(); i += 2) {
            const double bpm = kOtherLevels[i] * median_bpm(first);
            if (bpm < kWholeRange.min_bpm || bpm > kWholeRange.max_bpm) continue;
            found[i] = paths.within(range_around(first, kOtherLevels[i]));
        }
    };
    auto others = std::async(std::launch::async, every_second, 1);
    every_second(0);
    others.get();
    return found;
}

void add_level(std::vector<Reading>& readings, const Pathfinder& paths, const Accents& accents,
               std::vector<double> beats, double ratio) {
    if (beats.size() < kFewestBeats) return;
    const Accents::Profile profile = accents.profile(beats);
    const double bpm = median_bpm(beats);
    for (const std::size_t shift : kShifts) {
        Reading reading;
        reading.features = level_features(profile, shift, bpm);
        reading.score = level_score(reading.features);
        reading.beats = shift == 0 ? beats : paths.shifted(beats, shift);
        reading.bpm = bpm;
        reading.ratio = ratio;
        reading.phase = static_cast<double>(shift) / static_cast<double>(kPhases);
        readings.push_back(std::move(reading));
    }
}

}  // namespace

std::vector<Reading> readings_of(const Curves& curves, std::span<const float> onsets, const std::stop_token& stop) {
    Pathfinder paths(curves, onsets, stop);
    const std::vector<double> first = paths.first();
    std::vector<Reading> readings;
    if (first.size() < kFewestBeats) return readings;
    const Accents accents(curves, onsets);
    add_level(readings, paths, accents, first, 1);
    const auto others = paths_at_levels(paths, first);
    for (std::size_t i = 0; i < kOtherLevels.size(); ++i)
        add_level(readings, paths, accents, others[i], kOtherLevels[i]);
    return readings;
}

}  // namespace takt::beats
