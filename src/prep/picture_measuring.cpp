// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_measuring.h"

#include <algorithm>
#include <cmath>

namespace takt::prep {
namespace {

constexpr Us kSampleGap = std::chrono::milliseconds{100};
constexpr Us kPairGap = Us{1'000'000 / 30};
constexpr double kHardCut = 64;        // mean luma change of a hard cut between unlike scenes, 0..255
constexpr double kSharpGradient = 32;  // a test card; ordinary footage lies between 2 and 15
constexpr int kBlackLevel = 24;
constexpr double kBlackShare = 0.98;
constexpr double kFrozenChange = 0.05;  // below the noise of any moving camera
constexpr double kWildJolt = 0.8;       // change of speed, in picture sizes a second, from one pair to the next
constexpr double kSomethingMoves = 0.02;

PictureSecond held(PictureSecond before) {
    before.motion = 0;
    before.frozen = true;
    before.shake = 0;
    before.scene_change = false;
    return before;
}

}  // namespace

PictureSecond PictureMeasuring::averaged(const Sums& sums) {
    PictureSecond second;
    if (sums.samples == 0) return second;
    second.brightness = sums.brightness / sums.samples / 255;
    second.sharpness = std::min(1.0, sums.sharpness / sums.samples / kSharpGradient);
    second.black = sums.black == sums.samples;
    if (sums.pairs == 0) return second;
    second.motion = std::min(1.0, sums.motion / sums.pairs / kHardCut);
    second.frozen = sums.change / sums.pairs < kFrozenChange;
    second.scene_change = sums.scene_change;
    // A pan is as fast in one pair as in the next; a shaking hand is not.
    if (sums.jolt_pairs > 0) second.shake = std::min(1.0, sums.jolts / sums.jolt_pairs / kWildJolt);
    if (sums.subject.weight / sums.pairs >= kSomethingMoves) {
        second.subject_x = sums.subject.x / sums.subject.weight;
        second.subject_y = sums.subject.y / sums.subject.weight;
    }
    return second;
}

void PictureMeasuring::look(const AVFrame& frame, Us time) {
    const bool due = time >= next_sample_;
    const bool paired = !due && !paired_ && last_ && time - last_->time <= 2 * kPairGap;
    if (!due && !paired) return;
    Picture picture{sampler_.sample_fine(frame), {}, time};
    picture.grid = coarse(picture.fine);
    Sums& sums = at(time);
    if (cuts_to(picture)) {
        sums.scene_change = true;
        speed_.reset();
    } else if (last_ && !paired_) {
        compare(sums, *last_, picture);
    }
    if (due) {
        sums.brightness += mean(picture.grid);
        sums.sharpness += gradient(picture.grid);
        sums.black += share_below(picture.grid, kBlackLevel) >= kBlackShare ? 1 : 0;
        ++sums.samples;
        next_sample_ = time + kSampleGap;
    }
    paired_ = !due;
    last_ = picture;
}

PictureMeasures PictureMeasuring::result() const {
    PictureMeasures measures;
    for (const Sums& sums : seconds_) {
        // A second that no frame begins in shows the last one on.
        const bool empty = sums.samples == 0 && !measures.seconds.empty();
        measures.seconds.push_back(empty ? held(measures.seconds.back()) : averaged(sums));
    }
    return measures;
}

bool PictureMeasuring::sparse() const {
    constexpr int kEnough = 4;
    // The last second may be a fraction of one.
    return std::any_of(seconds_.begin(), seconds_.end() - (seconds_.size() > 1 ? 1 : 0),
                       [](const Sums& sums) { return sums.samples < kEnough; });
}

PictureMeasuring::Sums& PictureMeasuring::at(Us time) {
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, time.count()) / 1'000'000);
    if (seconds_.size() <= index) seconds_.resize(index + 1);
    return seconds_[index];
}

/// A hard cut changes the picture much, and much more than the pictures before it changed.
bool PictureMeasuring::cuts_to(const Picture& picture) {
    constexpr double kMuch = 18;
    constexpr double kMoreThanUsual = 4;
    constexpr double kMemory = 0.8;
    if (!last_) return false;
    const double change = difference(last_->grid, picture.grid);
    if (!usual_change_) usual_change_ = change;
    const bool cuts = change >= kMuch && change >= kMoreThanUsual * *usual_change_;
    if (!cuts) usual_change_ = kMemory * *usual_change_ + (1 - kMemory) * change;
    return cuts;
}

void PictureMeasuring::compare(Sums& sums, const Picture& before, const Picture& after) {
    const double gap = std::max(1.0, static_cast<double>((after.time - before.time).count()));
    const double change = difference(before.grid, after.grid);
    // Scaled to frames 1/30 s apart; further apart, motion adds up more slowly than time.
    sums.motion += change * std::min(1.0, static_cast<double>(kPairGap.count()) / gap);
    sums.change += change;
    ++sums.pairs;
    follow(sums, before, after);
}

void PictureMeasuring::follow(Sums& sums, const Picture& before, const Picture& after) {
    const PictureShift shift = picture_shift(before.fine, after.fine);
    const double gap_s = std::max(1e-3, seconds(after.time - before.time));
    const Speed speed{shift.x / av::FineLuma::kWidth / gap_s, shift.y / av::FineLuma::kHeight / gap_s};
    if (speed_) {
        sums.jolts += std::hypot(speed.x - speed_->x, speed.y - speed_->y);
        ++sums.jolt_pairs;
    }
    speed_ = speed;
    const LocalMotion moved = local_motion(before.fine, after.fine, shift);
    sums.subject.weight += moved.weight;
    sums.subject.x += moved.weight * moved.x;
    sums.subject.y += moved.weight * moved.y;
}

}  // namespace takt::prep
