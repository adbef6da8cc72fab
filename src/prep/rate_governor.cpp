// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/rate_governor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt::prep {
namespace {

// What was expected before the first picture counts as much as this many seconds of it.
constexpr double kPriorSeconds = 0.25;
// Older pictures tell less about the rest.
constexpr double kMemorySeconds = 6;
// Where the quality may stay as it is.
constexpr double kLow = 0.978;
constexpr double kHigh = 0.99;
// A single frame's quality may differ from the last one's by this much, a breath would show otherwise.
constexpr double kStep = 0.75;
// A measured forecast counts as this many times the prior.
constexpr double kTrustInMeasured = 8;
// Frame counts over frame rates must not round up.
constexpr double kTiny = 1e-6;

double frames_between(std::int64_t begin, std::int64_t end) {
    return static_cast<double>(std::max<std::int64_t>(end - begin, 0));
}

/// Weights of 1 on average, none of them nothing.
void even_out(std::vector<double>& weights) {
    const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
    if (!std::isfinite(mean) || mean <= 0) {
        std::fill(weights.begin(), weights.end(), 1);
        return;
    }
    for (double& weight : weights) weight = std::max(weight / mean, 0.02);
}

}  // namespace

RateGovernor::RateGovernor(const Budget& budget, const Forecast& forecast) : budget_(budget) {
    budget_.frames = std::max<std::int64_t>(1, budget_.frames);
    budget_.fps = std::max(1.0, budget_.fps);
    weigh(forecast);
    expect(forecast);
    learned_ = {.slices = std::vector<double>(weight_.size(), 0),
                .keys = std::vector<double>(key_weight_.size(), 0),
                .measured = true};
}

void RateGovernor::weigh(const Forecast& forecast) {
    const double length = static_cast<double>(budget_.frames) / budget_.fps;
    const auto slices = static_cast<std::size_t>(std::ceil(length * Forecast::kSlicesPerSecond - kTiny));
    const auto seconds = static_cast<std::size_t>(std::ceil(length - kTiny));
    weight_.assign(std::max<std::size_t>(1, slices), 1);
    key_weight_.assign(std::max<std::size_t>(1, seconds), 1);
    if (forecast.slices.size() >= weight_.size()) {
        for (std::size_t i = 0; i < weight_.size(); ++i) {
            weight_[i] = forecast.slices[i] / frames_between(slice_begin(i), slice_begin(i + 1));
        }
        even_out(weight_);
    }
    if (forecast.keys.size() >= key_weight_.size()) {
        std::copy_n(forecast.keys.begin(), key_weight_.size(), key_weight_.begin());
        even_out(key_weight_);
    }
}

/// Until pictures come out, they are taken to cost what was expected.
void RateGovernor::expect(const Forecast& forecast) {
    const auto keys = static_cast<double>(key_weight_.size());
    const double others = std::max(1.0, static_cast<double>(budget_.frames) - keys);
    const double prior = kPriorSeconds * budget_.fps * (forecast.measured ? kTrustInMeasured : 1);
    const auto sum = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
    double each = std::max(1.0, forecast.expected_bytes) / (others + forecast.key_to_other * keys);
    double key = each * forecast.key_to_other;
    if (forecast.measured) {
        // Measured with one halving, used with another: they agree where it was measured.
        const double exponent = (forecast.mean_crf - kReferenceCrf) * (1 / budget_.halving - 1 / forecast.halving);
        each = std::max(1.0, sum(forecast.slices) / others) * std::exp2(exponent);
        key = std::max(1.0, sum(forecast.keys) / keys) * std::exp2(exponent);
    }
    other_ = {each * prior, prior};
    key_ = {key * prior / budget_.fps, prior / budget_.fps};
}

std::int64_t RateGovernor::slice_begin(std::size_t slice) const {
    const double at = static_cast<double>(slice) / Forecast::kSlicesPerSecond * budget_.fps;
    return std::min(budget_.frames, static_cast<std::int64_t>(std::ceil(at - kTiny)));
}

std::size_t RateGovernor::slice_of(std::int64_t frame) const {
    const double at = static_cast<double>(frame) / budget_.fps * Forecast::kSlicesPerSecond;
    return std::min(static_cast<std::size_t>(at + kTiny), weight_.size() - 1);
}

std::size_t RateGovernor::second_of(std::int64_t frame) const {
    return std::min(static_cast<std::size_t>(static_cast<double>(frame) / budget_.fps + kTiny), key_weight_.size() - 1);
}

/// What comes out now was begun when the encoder was given the frames before the newest ones.
double RateGovernor::crf_when_begun() const {
    if (asked_.empty()) return kReferenceCrf;
    const auto newest = static_cast<std::int64_t>(asked_.size()) - 1;
    return asked_[static_cast<std::size_t>(std::max<std::int64_t>(0, newest - budget_.frames_in_flight))];
}

/// Of the frames from `from` on, at the reference quality.
double RateGovernor::cost_of_rest(std::int64_t from) const {
    double others = 0;
    for (std::size_t slice = slice_of(from); slice < weight_.size(); ++slice) {
        others += weight_[slice] * frames_between(std::max(from, slice_begin(slice)), slice_begin(slice + 1));
    }
    double keys = 0;
    for (std::size_t second = second_of(from); second < key_weight_.size(); ++second) {
        if (static_cast<double>(second) * budget_.fps >= static_cast<double>(from) - kTiny) keys += key_weight_[second];
    }
    return other_.each() * others + key_.each() * keys;
}

/// Of the frames that are being coded, at the quality they were begun with.
double RateGovernor::cost_in_flight(std::int64_t until) const {
    const double cost = cost_of_rest(coded_) - cost_of_rest(until);
    return cost * std::exp2((kReferenceCrf - (asked_.empty() ? kReferenceCrf : asked_.back())) / budget_.halving);
}

double RateGovernor::crf_to_land_at(double share, double cost, double in_flight) const {
    const double done = static_cast<double>(asked_.size()) / static_cast<double>(budget_.frames);
    const double others =
        static_cast<double>(other_bytes_) + static_cast<double>(budget_.other_bytes) * (1 - std::min(1.0, done));
    const double left =
        static_cast<double>(budget_.file_bytes) * share - others - static_cast<double>(picture_bytes_) - in_flight;
    if (left <= 0) return budget_.coarsest_crf;
    return kReferenceCrf + budget_.halving * std::log2(std::max(cost, 1.0) / left);
}

double RateGovernor::next_crf() {
    const std::int64_t begun = std::min(coded_ + (coded_ > 0 ? budget_.frames_in_flight : 0), budget_.frames);
    const double in_flight = cost_in_flight(begun);
    const double cost = cost_of_rest(begun);
    const double coarse_enough = crf_to_land_at(kHigh, cost, in_flight);
    const double fine_enough = crf_to_land_at(kLow, cost, in_flight);
    const double last = asked_.empty() ? (coarse_enough + fine_enough) / 2 : asked_.back();
    double crf = std::clamp(last, std::min(coarse_enough, fine_enough), std::max(coarse_enough, fine_enough));
    if (!asked_.empty()) crf = std::clamp(crf, last - kStep / 3, last + kStep);
    crf = std::clamp(crf, budget_.finest_crf, std::max(budget_.finest_crf, budget_.coarsest_crf));
    always_finest_ = always_finest_ && crf <= budget_.finest_crf;
    asked_.push_back(crf);
    return crf;
}

void RateGovernor::coded(std::int64_t bytes, bool key) {
    picture_bytes_ += bytes;
    const std::int64_t frame = std::min(coded_++, budget_.frames - 1);
    const double normal = static_cast<double>(bytes) * std::exp2((crf_when_begun() - kReferenceCrf) / budget_.halving);
    (key ? learned_.keys[second_of(frame)] : learned_.slices[slice_of(frame)]) += normal;
    Cost& cost = key ? key_ : other_;
    const double kept = std::exp2(-1 / (kMemorySeconds * (key ? 1 : budget_.fps)));
    cost.bytes = cost.bytes * kept + normal;
    cost.weight = cost.weight * kept + (key ? key_weight_[second_of(frame)] : weight_[slice_of(frame)]);
}

void RateGovernor::others(std::int64_t bytes_so_far) {
    other_bytes_ = bytes_so_far;
}

double RateGovernor::mean_crf() const {
    if (asked_.empty()) return kReferenceCrf;
    return std::accumulate(asked_.begin(), asked_.end(), 0.0) / static_cast<double>(asked_.size());
}

Forecast RateGovernor::learned() const {
    Forecast forecast = learned_;
    forecast.mean_crf = mean_crf();
    forecast.halving = budget_.halving;
    return forecast;
}

Landing judge_landing(std::int64_t written_bytes, std::int64_t limit_bytes, bool finest) {
    if (written_bytes > limit_bytes) return Landing::Again;
    const double share = static_cast<double>(written_bytes) / static_cast<double>(limit_bytes);
    if (share > RateGovernor::kLeastFill) return Landing::Good;
    return finest ? Landing::NeedsNoMore : Landing::Again;
}

}  // namespace takt::prep
