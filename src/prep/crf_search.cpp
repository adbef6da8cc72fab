// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/crf_search.h"

#include <algorithm>
#include <cmath>

namespace takt::prep {
namespace {

constexpr double kAim = 0.985;  // of the limit: the middle of what counts as landed
constexpr double kCoarsestCrf = 51;
// Between noise, whose bits fall off a cliff, and what barely changes.
constexpr double kSteepest = 0.75;
constexpr double kFlattest = 12;
// Two goes closer than this tell nothing of the slope.
constexpr double kLeastDifference = 0.01;
// The part at either end of a bracket where no go would narrow it enough.
constexpr double kEdge = 0.1;

}  // namespace

CrfSearch::CrfSearch(double finest_crf, std::int64_t limit_bytes)
    : finest_crf_(finest_crf), limit_bytes_(std::max<std::int64_t>(1, limit_bytes)) {}

CrfSearch::Go CrfSearch::go(double crf, std::int64_t bytes) const {
    const double wanted = kAim * static_cast<double>(limit_bytes_);
    return {crf, std::log2(static_cast<double>(std::max<std::int64_t>(1, bytes)) / wanted)};
}

void CrfSearch::hint(double mean_crf, std::int64_t bytes) {
    last_ = go(mean_crf, bytes);
    steady_ = false;
}

void CrfSearch::seen(double crf, std::int64_t bytes) {
    const Go now = go(crf, bytes);
    if (last_ && steady_) {
        const double fell = last_->halvings - now.halvings;
        const double slope = std::abs(fell) > kLeastDifference ? (now.crf - last_->crf) / fell : 0;
        if (slope > 0) halving_crf_ = std::clamp(slope, kSteepest, kFlattest);
    }
    if (bytes > limit_bytes_) {
        if (!too_fine_ || now.crf > too_fine_->crf) too_fine_ = now;
    } else if (!fits_ || now.crf < fits_->crf) {
        fits_ = now;
    }
    if (too_fine_ && fits_) ++bracketed_;
    last_ = now;
    steady_ = true;
}

double CrfSearch::next() const {
    const double crf = too_fine_ && fits_ ? between() : last_->crf + halving_crf_ * last_->halvings;
    return std::clamp(crf, finest_crf_, std::max(finest_crf_, kCoarsestCrf));
}

/// On the line from one end of the bracket to the other, away from both; every third time in the middle, because on a
/// cliff the line points to the same end again and again.
double CrfSearch::between() const {
    const double width = fits_->crf - too_fine_->crf;
    const double share = too_fine_->halvings / (too_fine_->halvings - fits_->halvings);
    return too_fine_->crf + width * (bracketed_ % 3 == 0 ? 0.5 : std::clamp(share, kEdge, 1 - kEdge));
}

std::optional<double> CrfSearch::fitting() const {
    return fits_ ? std::optional(fits_->crf) : std::nullopt;
}

}  // namespace takt::prep
