// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/fitting.h"

#include "takt/error.h"

#include "prep/bit_forecast.h"
#include "prep/encoding.h"
#include "prep/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace takt::prep {
namespace {

// A short clip leaves steering little room, and another go costs little.
constexpr Us kShort = std::chrono::seconds{15};
constexpr int kShortGoes = 12;
constexpr int kUsualGoes = 4;
// The last go aims lower, and the spare ones after it much lower: a smaller file is better than none.
constexpr int kSpareGoes = 2;
constexpr double kCareful = 0.96;
constexpr double kSoundFill = 0.985;
// Between noise, whose bits fall off a cliff, and what barely changes.
constexpr double kSteepest = 1.5;
constexpr double kFlattest = 10;
constexpr std::int64_t kFinestSoundBps = 192'000;

Budget budget_for(const Plan& plan, const Transcode& encoded) {
    const VideoTarget& video = *encoded.video;
    const RateControl& bits = video.bits;
    constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
    const std::int64_t limit = bits.file_bytes.value_or(kNone);
    const std::int64_t source = bits.source_bytes.value_or(kNone);
    Budget budget;
    budget.file_bytes = std::min(limit, source);
    budget.frames = std::llround(seconds(plan.duration) * video.rate.fps());
    budget.fps = video.rate.fps();
    budget.finest_crf = bits.crf;
    if (source < limit) budget.coarsest_crf = kCoarsestForSource;
    const bool sound = encoded.audio || encoded.copy_audio;
    budget.other_bytes = container_bytes(budget.frames, sound ? plan.duration : Us{0});
    if (sound) budget.other_bytes += std::llround(static_cast<double>(encoded.audio_bps) * seconds(plan.duration) / 8);
    budget.frames_in_flight = kEncoderThreads - 1;
    return budget;
}

}  // namespace

Fitting::Fitting(const Plan& plan, const std::stop_token& stop)
    : plan_(plan), most_goes_(plan.duration < kShort ? kShortGoes : kUsualGoes) {
    const auto* encoded = std::get_if<Transcode>(&plan_.action);
    if (encoded == nullptr || !encoded->video) return;
    const RateControl& bits = encoded->video->bits;
    if (!bits.file_bytes && !bits.source_bytes) return;
    bits_ = bits;
    budget_ = budget_for(plan_, *encoded);
    may_fill_ = bits.file_bytes == budget_.file_bytes;
    forecast_ = forecast_bits(plan_, *encoded->video, stop);
}

RateGovernor* Fitting::begin() {
    ++goes_;
    if (!bits_) return nullptr;
    Budget budget = budget_;
    if (steady_crf_) budget.finest_crf = budget.coarsest_crf = *steady_crf_;
    const int late = std::max(0, goes_ - most_goes_ + 1);
    budget.file_bytes = std::llround(static_cast<double>(budget.file_bytes) * std::pow(kCareful, late * late));
    return &governor_.emplace(budget, forecast_);
}

bool Fitting::lands(std::int64_t written_bytes) {
    const bool landed = bits_ ? picture_lands(written_bytes) : sound_lands(written_bytes);
    if (landed && plan_.max_bytes && written_bytes > *plan_.max_bytes) refuse(written_bytes);
    return landed;
}

bool Fitting::picture_lands(std::int64_t written_bytes) {
    const bool over = written_bytes > budget_.file_bytes;
    const bool finest = steady_crf_ ? *steady_crf_ <= bits_->crf : governor_->always_finest();
    const Landing landing = judge_landing(written_bytes, budget_.file_bytes, finest);
    if (!may_fill_) {
        const bool over_limit = bits_->file_bytes && written_bytes > *bits_->file_bytes;
        if (over && over_limit && !gives_up()) {
            // Coarse or not, the limit holds.
            budget_.file_bytes = *bits_->file_bytes;
            budget_.coarsest_crf = Budget{}.coarsest_crf;
            may_fill_ = true;
        } else {
            // Only the limit is worth another go; the source's size is a wish.
            if (over) notes_.push_back("larger than its source: with fewer bits it would look coarse");
            return true;
        }
    } else if (landing != Landing::Again || (gives_up() && !over)) {
        if (landing == Landing::NeedsNoMore && bits_->crf <= kFinestCrf) {
            notes_.push_back(fmt::format("takes {} of the {} allowed: it needs no more", size_text(written_bytes),
                                         size_text(budget_.file_bytes)));
        }
        return true;
    } else if (goes_ >= most_goes_ + kSpareGoes || (over && steady_crf_ >= budget_.coarsest_crf)) {
        refuse(written_bytes);
    }
    if (plan_.duration < kShort) {
        search(written_bytes);
    } else {
        learn();
    }
    budget_.other_bytes = written_bytes - governor_->picture_bytes();
    return false;
}

/// Of a short clip: the next quality to try throughout, at last the one that is known to fit.
void Fitting::search(std::int64_t written_bytes) {
    if (search_) {
        search_->seen(*steady_crf_, written_bytes);
    } else {
        search_.emplace(bits_->crf, budget_.file_bytes).hint(governor_->mean_crf(), written_bytes);
    }
    const bool last = goes_ + 1 >= most_goes_;
    steady_crf_ = last ? search_->fitting().value_or(search_->next()) : search_->next();
}

/// Two goes tell how steeply this picture's bits fall with its quality.
void Fitting::learn() {
    const Point now{governor_->mean_crf(), static_cast<double>(std::max<std::int64_t>(1, governor_->picture_bytes()))};
    // Two goes that end almost alike tell nothing: the difference is chance.
    const double halvings = last_go_ ? std::log2(last_go_->bytes / now.bytes) : 0;
    const double steepness = std::abs(halvings) > 0.06 ? (now.crf - last_go_->crf) / halvings : 0;
    if (steepness > 0) {
        budget_.halving = std::clamp(std::sqrt(budget_.halving * steepness), kSteepest, kFlattest);
    }
    last_go_ = now;
    forecast_ = governor_->learned();
}

bool Fitting::sound_lands(std::int64_t written_bytes) {
    auto* encoded = std::get_if<Transcode>(&plan_.action);
    if (!plan_.max_bytes || encoded == nullptr || !encoded->audio || encoded->copy_video || gives_up()) return true;
    const bool finest = encoded->audio_bps >= kFinestSoundBps;
    if (judge_landing(written_bytes, *plan_.max_bytes, finest) != Landing::Again) return true;
    const double wanted = static_cast<double>(*plan_.max_bytes) * kSoundFill / static_cast<double>(written_bytes);
    encoded->audio_bps =
        std::min(kFinestSoundBps, static_cast<std::int64_t>(static_cast<double>(encoded->audio_bps) * wanted));
    return false;
}

void Fitting::refuse(std::int64_t written_bytes) const {
    throw Error(
        ErrorCode::VerificationFailed,
        fmt::format("{}: takes {}, over the limit of {}; trim it or raise --max-size", plan_.input.filename().string(),
                    size_text(written_bytes), size_text(plan_.max_bytes.value_or(budget_.file_bytes))));
}

}  // namespace takt::prep
