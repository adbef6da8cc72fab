// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/tempo_path.h"

#include "base/stop.h"
#include "beats/listener.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace takt::beats {
namespace {

// From Krebs, Böck and Widmer 2015: the part of an interval, 1 / kObservationPart, that is the beat itself.
constexpr double kObservationPart = 16;
constexpr double kGreatestChange = 0.4;  // from an interval to the next: more is no rubato
constexpr double kImpossible = -std::numeric_limits<double>::infinity();
constexpr std::uint8_t kStart = 255;  // the path begins with this beat
constexpr std::size_t kHopsPerStopCheck = 4096;

/// Sums of log likelihoods, so that any stretch costs two look-ups.
class Evidence {
public:
    explicit Evidence(std::span<const float> onsets) : beat_(onsets.size() + 1), rest_(onsets.size() + 1) {
        for (std::size_t i = 0; i < onsets.size(); ++i) {
            const double p = std::clamp(static_cast<double>(onsets[i]), 1e-3, 1 - 1e-3);
            beat_[i + 1] = beat_[i] + std::log(p);
            rest_[i + 1] = rest_[i] + std::log((1 - p) / (kObservationPart - 1));
        }
    }
    [[nodiscard]] std::size_t hops() const { return beat_.size() - 1; }
    [[nodiscard]] double rest(std::size_t begin, std::size_t end) const { return rest_[end] - rest_[begin]; }
    /// A beat at `begin` and nothing more until `end`, of an interval that may be longer.
    [[nodiscard]] double interval(std::size_t begin, std::size_t end, std::size_t length) const {
        const auto beat = static_cast<std::size_t>(std::ceil(static_cast<double>(length) / kObservationPart));
        const std::size_t middle = std::min(begin + beat, end);
        return beat_[middle] - beat_[begin] + rest(middle, end);
    }

private:
    std::vector<double> beat_;
    std::vector<double> rest_;
};

/// Scores of paths whose last beat is at a hop and is followed by an interval; a ring over the longest interval.
class BeatDecoder {
public:
    BeatDecoder(const Evidence& evidence, const TempoRange& range, double stiffness);
    void run(const std::stop_token& stop);
    [[nodiscard]] BeatPath best_path() const;

private:
    void arrive_at(std::size_t hop);
    [[nodiscard]] double& score(std::size_t hop, std::size_t tempo) { return scores_[(hop % ring_) * tempos_ + tempo]; }
    [[nodiscard]] double score(std::size_t hop, std::size_t tempo) const {
        return scores_[(hop % ring_) * tempos_ + tempo];
    }
    [[nodiscard]] std::size_t interval(std::size_t tempo) const { return shortest_ + tempo; }

    const Evidence& evidence_;
    std::size_t shortest_;
    std::size_t tempos_;
    std::size_t ring_;
    std::size_t reach_ = 0;         // how many tempos a change may step over
    std::vector<double> costs_;     // of arriving from the tempo `step - reach_` further: per step, then per tempo
    std::vector<double> arrivals_;  // per tempo, with reach_ impossible ones before and after
    std::vector<double> best_;
    std::vector<double> best_step_;  // as a number of best_'s width, so that both are chosen in one vector; -1: none
    std::vector<double> scores_;
    std::vector<std::uint8_t> came_from_;  // per hop and tempo: the tempo of the interval before
};

BeatDecoder::BeatDecoder(const Evidence& evidence, const TempoRange& range, double stiffness)
    : evidence_(evidence),
      shortest_(static_cast<std::size_t>(std::ceil(60 * kHopsPerSecond / range.max_bpm))),
      tempos_(static_cast<std::size_t>(60 * kHopsPerSecond / range.min_bpm) - shortest_ + 1),
      ring_(shortest_ + tempos_),
      best_(tempos_),
      best_step_(tempos_),
      scores_(ring_ * tempos_, kImpossible),
      came_from_(evidence.hops() * tempos_, kStart) {
    std::vector<double> mass(tempos_, 0.0);
    const auto change = [&](std::size_t from, std::size_t to) {
        return -stiffness * std::abs(static_cast<double>(interval(to)) / static_cast<double>(interval(from)) - 1);
    };
    for (std::size_t from = 0; from < tempos_; ++from) {
        for (std::size_t to = 0; to < tempos_; ++to) mass[from] += std::exp(change(from, to));
    }
    constexpr double kNegligible = -17;  // 17 % from beat to beat where the tempo is kept
    const auto possible = [&](std::size_t from, std::size_t to) {
        return change(from, to) > std::max(kNegligible, -stiffness * kGreatestChange);
    };
    const auto apart = [](std::size_t from, std::size_t to) { return from > to ? from - to : to - from; };
    for (std::size_t from = 0; from < tempos_; ++from) {
        for (std::size_t to = 0; to < tempos_; ++to) {
            if (possible(from, to)) reach_ = std::max(reach_, apart(from, to));
        }
    }
    costs_.assign((2 * reach_ + 1) * tempos_, kImpossible);
    arrivals_.assign(tempos_ + 2 * reach_, kImpossible);
    for (std::size_t from = 0; from < tempos_; ++from) {
        for (std::size_t to = 0; to < tempos_; ++to) {
            if (!possible(from, to)) continue;
            costs_[(from + reach_ - to) * tempos_ + to] = change(from, to) - std::log(mass[from]);
        }
    }
}

void BeatDecoder::arrive_at(std::size_t hop) {
    for (std::size_t tempo = 0; tempo < tempos_; ++tempo) {
        const std::size_t length = interval(tempo);
        arrivals_[reach_ + tempo] =
            hop < length ? kImpossible : score(hop - length, tempo) + evidence_.interval(hop - length, hop, length);
        best_[tempo] = hop < length ? evidence_.rest(0, hop) : kImpossible;
        best_step_[tempo] = -1;
    }
    // All tempos at once, one step after the other: compilers make vectors of this.
    for (std::size_t step = 0; step <= 2 * reach_; ++step) {
        const double* cost = costs_.data() + step * tempos_;
        const double* arrival = arrivals_.data() + step;
        double* best = best_.data();
        double* best_step = best_step_.data();
        const auto number = static_cast<double>(step);
        for (std::size_t tempo = 0; tempo < tempos_; ++tempo) {
            const double candidate = arrival[tempo] + cost[tempo];
            best_step[tempo] = candidate > best[tempo] ? number : best_step[tempo];
            best[tempo] = candidate > best[tempo] ? candidate : best[tempo];
        }
    }
    for (std::size_t tempo = 0; tempo < tempos_; ++tempo) {
        score(hop, tempo) = best_[tempo];
        const bool begins = best_step_[tempo] < 0;
        const std::size_t from = begins ? 0 : tempo + static_cast<std::size_t>(best_step_[tempo]) - reach_;
        came_from_[hop * tempos_ + tempo] = begins ? kStart : static_cast<std::uint8_t>(from);
    }
}

void BeatDecoder::run(const std::stop_token& stop) {
    for (std::size_t hop = 0; hop < evidence_.hops(); ++hop) {
        if (hop % kHopsPerStopCheck == 0) throw_if_stopped(stop);
        arrive_at(hop);
    }
}

BeatPath BeatDecoder::best_path() const {
    const std::size_t end = evidence_.hops();
    std::size_t hop = end;
    std::size_t tempo = 0;
    double best = kImpossible;
    for (std::size_t t = 0; t < tempos_; ++t) {
        for (std::size_t last = end - std::min(end, interval(t)); last < end; ++last) {
            const double total = score(last, t) + evidence_.interval(last, end, interval(t));
            if (total <= best) continue;
            best = total;
            hop = last;
            tempo = t;
        }
    }
    if (hop == end) return {};
    std::vector<std::size_t> beats;
    beats.push_back(hop);
    for (std::uint8_t from = came_from_[hop * tempos_ + tempo]; from != kStart;
         from = came_from_[hop * tempos_ + tempo]) {
        tempo = from;
        hop -= interval(tempo);
        beats.push_back(hop);
    }
    std::reverse(beats.begin(), beats.end());
    return {std::move(beats), best};
}

}  // namespace

BeatPath most_likely_beats(std::span<const float> onsets, const TempoRange& range, double stiffness,
                           const std::stop_token& stop) {
    const Evidence evidence(onsets);
    BeatDecoder decoder(evidence, range, stiffness);
    decoder.run(stop);
    return decoder.best_path();
}

}  // namespace takt::beats
