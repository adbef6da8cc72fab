// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/source.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::render {
namespace {

// Two for a crossfade and one that is about to be used again; each may hold 100 MB of decoded 4K.
constexpr std::size_t kMaxOpen = 3;

// Where a segment begins in its source is rounded to a millisecond: a frame that begins this little later is meant.
constexpr Us kDraftRounding{500};

}  // namespace

Source::Source(const std::string& path, Size canvas, int decoder_threads, std::stop_token stop)
    : path_(path), reader_(path, {}, {.threads = decoder_threads}, std::move(stop)), framer_(canvas) {}

const AVFrame& Source::picture(const PictureLayer& layer) {
    const AVFrame* frame = reader_.at(layer.source_time + kDraftRounding);
    if (frame == nullptr) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not one frame of it can be decoded; copy or download it again", path_));
    }
    return framer_.picture(*frame, reader_.time(), reader_.stream(), framing_of(*layer.segment, layer.passed));
}

const AVFrame& Sources::picture(const PictureLayer& layer, std::int64_t n) {
    Open& open = find_or_open(layer, n);
    open.user = layer.segment;
    open.last_frame = n;
    if (!layer.segment->reversed) return open.source->picture(layer);
    return open.backwards.picture(*layer.segment, n, [&](std::int64_t frame) -> const AVFrame& {
        return open.source->picture(picture_of(*layer.segment, frame_time(frame, rate_), rate_));
    });
}

Sources::Open& Sources::find_or_open(const PictureLayer& layer, std::int64_t n) {
    const Segment& segment = *layer.segment;
    const auto its_own = std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.user == &segment; });
    if (its_own != open_.end()) return *its_own;
    const auto idle = std::find_if(open_.begin(), open_.end(), [&](const Open& o) {
        return o.last_frame < n && o.source->path() == segment.source && o.source->reaches(layer.source_time);
    });
    if (idle != open_.end()) return *idle;
    if (open_.size() >= kMaxOpen) {
        const auto oldest = std::min_element(open_.begin(), open_.end(),
                                             [](const Open& a, const Open& b) { return a.last_frame < b.last_frame; });
        open_.erase(oldest);
    }
    auto source = std::make_unique<Source>(segment.source, canvas_, decoder_threads_, stop_);
    return open_.emplace_back(Open{&segment, n, std::move(source), Backwards(canvas_, rate_)});
}

}  // namespace takt::render
