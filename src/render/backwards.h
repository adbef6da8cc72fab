// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a reversed segment. Decoders only go forwards: a run of output frames ahead is fetched last one first,
// which is forwards in the source, kept as finished pictures and shown from the other end. Memory is bounded by the
// run, however long the source's GOPs are.
//
//     shown    n   n+1  n+2  n+3 | n+4 …
//     fetched  4th 3rd  2nd  1st |
#pragma once

#include "takt/media_info.h"
#include "takt/segment.h"
#include "takt/time.h"

#include "av/handles.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace takt::render {

/// How many output frames are fetched at once: 96 MB of pictures, 120 at most.
[[nodiscard]] std::int64_t run_length(Size canvas);

class Backwards {
public:
    Backwards(Size canvas, FrameRate rate) : run_(run_length(canvas)), rate_(rate) {}

    /// Output frame `n` of `segment`; `fetch` gives the picture of any, cheapest when asked for falling numbers. It
    /// must not be written to, and stays valid until the next call.
    [[nodiscard]] const AVFrame& picture(const Segment& segment, std::int64_t n,
                                         const std::function<const AVFrame&(std::int64_t)>& fetch);

private:
    void fetch_run(const Segment& segment, std::int64_t n, const std::function<const AVFrame&(std::int64_t)>& fetch);

    std::int64_t run_;
    FrameRate rate_;
    const Segment* segment_ = nullptr;
    std::int64_t first_ = 0;
    std::vector<av::FramePtr> pictures_;  // of frames first_, first_ + 1, …; null once shown
};

}  // namespace takt::render
