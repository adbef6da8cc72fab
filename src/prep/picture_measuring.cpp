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

PictureSecond held(PictureSecond before) {
    before.motion = 0;
    before.frozen = true;
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
    return second;
}

void PictureMeasuring::look(const AVFrame& frame, Us time) {
    const bool due = time >= next_sample_;
    const bool paired = !due && sampled_ && time - sampled_time_ <= 2 * kPairGap;
    if (!due && !paired) return;
    const av::LumaGrid grid = sampler_.sample(frame);
    Sums& sums = at(time);
    if (sampled_) compare(sums, grid, time);
    if (due) {
        sums.brightness += mean(grid);
        sums.sharpness += gradient(grid);
        sums.black += share_below(grid, kBlackLevel) >= kBlackShare ? 1 : 0;
        ++sums.samples;
        next_sample_ = time + kSampleGap;
        sampled_ = grid;
        sampled_time_ = time;
    } else {
        sampled_.reset();  // the pair is complete
    }
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

PictureMeasuring::Sums& PictureMeasuring::at(Us time) {
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, time.count()) / 1'000'000);
    if (seconds_.size() <= index) seconds_.resize(index + 1);
    return seconds_[index];
}

void PictureMeasuring::compare(Sums& sums, const av::LumaGrid& grid, Us time) {
    const double gap = std::max(1.0, static_cast<double>((time - sampled_time_).count()));
    const double change = difference(*sampled_, grid);
    // Scaled to frames 1/30 s apart; further apart, motion adds up more slowly than time.
    sums.motion += change * std::min(1.0, static_cast<double>(kPairGap.count()) / gap);
    sums.change += change;
    ++sums.pairs;
}

}  // namespace takt::prep
