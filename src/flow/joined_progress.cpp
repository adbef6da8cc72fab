// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/joined_progress.h"

#include <algorithm>
#include <utility>

namespace takt::flow {

JoinedProgress::JoinedProgress(Progress& shown, Words words, std::string_view unit,
                               const std::vector<std::int64_t>& weights)
    : shown_(shown), words_(std::move(words)) {
    std::int64_t total = 0;
    for (const std::int64_t weight : weights) {
        parts_.emplace_back(*this, std::max<std::int64_t>(1, weight));
        total += parts_.back().weight();
    }
    shown_.begin(words_(0), total, unit);
}

Progress& JoinedProgress::part(std::size_t index) {
    return parts_.at(index);
}

void JoinedProgress::finish(std::size_t index) {
    Part& part = parts_.at(index);
    part.move_to(part.weight());
}

void JoinedProgress::count_one() {
    const std::lock_guard lock(mutex_);
    shown_.reword(words_(++finished_));
}

void JoinedProgress::move_by(std::int64_t by) {
    const std::lock_guard lock(mutex_);
    done_ += by;
    shown_.advance(done_);
}

void JoinedProgress::Part::begin(std::string_view, std::int64_t total, std::string_view) {
    total_ = ++phases_ == 1 ? total : 0;
}

void JoinedProgress::Part::advance(std::int64_t done) {
    if (total_ <= 0) return;
    // The last hundredth is what comes after the picture: proving, hashing, flushing.
    const double share = std::clamp(static_cast<double>(done) / static_cast<double>(total_), 0.0, 0.99);
    move_to(static_cast<std::int64_t>(share * static_cast<double>(weight_)));
}

void JoinedProgress::Part::move_to(std::int64_t at) {
    if (at <= at_) return;
    whole_.move_by(at - std::exchange(at_, at));
}

}  // namespace takt::flow
