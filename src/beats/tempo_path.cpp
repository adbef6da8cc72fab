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
    struct Transition {
        std::size_t from;
        double cost;
    };
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
    std::vector<std::vector<Transition>> into_;
    std::vector<double> arrivals_;
    std::vector<double> scores_;
    std::vector<std::uint8_t> came_from_;  // per hop and tempo: the tempo of the interval before
};

BeatDecoder::BeatDecoder(const Evidence& evidence, const TempoRange& range, double stiffness)
    : evidence_(evidence),
      shortest_(static_cast<std::size_t>(std::ceil(60 * kHopsPerSecond / range.max_bpm))),
      tempos_(static_cast<std::size_t>(60 * kHopsPerSecond / range.min_bpm) - shortest_ + 1),
      ring_(shortest_ + tempos_),
      into_(tempos_),
      arrivals_(tempos_),
      scores_(ring_ * tempos_, kImpossible),
      came_from_(evidence.hops() * tempos_, kStart) {
    std::vector<double> mass(tempos_, 0.0);
    const auto change = [&](std::size_t from, std::size_t to) {
        return -stiffness * std::abs(static_cast<double>(interval(to)) / static_cast<double>(interval(from)) - 1);
    };
    for (std::size_t from = 0; from < tempos_; ++from) {
        for (std::size_t to = 0; to < tempos_; ++to) mass[from] += std::exp(change(from, to));
    }
    constexpr double kNegligible = -20;
    for (std::size_t to = 0; to < tempos_; ++to) {
        for (std::size_t from = 0; from < tempos_; ++from) {
            if (change(from, to) > kNegligible) into_[to].push_back({from, change(from, to) - std::log(mass[from])});
        }
    }
}

void BeatDecoder::arrive_at(std::size_t hop) {
    for (std::size_t tempo = 0; tempo < tempos_; ++tempo) {
        const std::size_t length = interval(tempo);
        arrivals_[tempo] =
            hop < length ? kImpossible : score(hop - length, tempo) + evidence_.interval(hop - length, hop, length);
    }
    for (std::size_t tempo = 0; tempo < tempos_; ++tempo) {
        double best = hop < interval(tempo) ? evidence_.rest(0, hop) : kImpossible;
        std::uint8_t from = kStart;
        for (const Transition& transition : into_[tempo]) {
            const double candidate = arrivals_[transition.from] + transition.cost;
            if (candidate <= best) continue;
            best = candidate;
            from = static_cast<std::uint8_t>(transition.from);
        }
        score(hop, tempo) = best;
        came_from_[hop * tempos_ + tempo] = from;
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
