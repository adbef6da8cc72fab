// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/backwards.h"

#include "av/check.h"

#include <algorithm>

namespace takt::render {
namespace {

constexpr std::int64_t kMaxBytes = 96'000'000;
constexpr std::int64_t kLongestRun = 120;
// A transition shows more than the segment, but not much.
constexpr std::int64_t kBeyondTheEnd = 12;

}  // namespace

std::int64_t run_length(Size canvas) {
    const std::int64_t picture_bytes = std::int64_t{canvas.width} * canvas.height * 3 / 2;
    return std::clamp<std::int64_t>(kMaxBytes / picture_bytes, 2, kLongestRun);
}

const AVFrame& Backwards::picture(const Segment& segment, std::int64_t n,
                                  const std::function<const AVFrame&(std::int64_t)>& fetch) {
    const auto ahead = [&] { return static_cast<std::size_t>(n - first_); };
    if (segment_ != &segment || n < first_ || ahead() >= pictures_.size() || !pictures_[ahead()]) {
        fetch_run(segment, n, fetch);
    }
    for (std::size_t shown = 0; shown < ahead(); ++shown) pictures_[shown].reset();
    return *pictures_[ahead()];
}

void Backwards::fetch_run(const Segment& segment, std::int64_t n,
                          const std::function<const AVFrame&(std::int64_t)>& fetch) {
    const std::int64_t left = nearest_frame(segment.end(), rate_) - n;
    const std::int64_t count = std::min(run_, std::max(left, kBeyondTheEnd));
    pictures_.clear();
    pictures_.resize(static_cast<std::size_t>(count));
    segment_ = &segment;
    first_ = n;
    for (std::int64_t i = count; i-- > 0;) {
        av::FramePtr held = av::make_frame();
        av::check(av_frame_ref(held.get(), &fetch(n + i)), "hold a frame", {}, ErrorCode::RenderFailed);
        pictures_[static_cast<std::size_t>(i)] = std::move(held);
    }
}

}  // namespace takt::render
