// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/source.h"

#include "takt/error.h"

#include "av/describe.h"

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
    : path_(path), canvas_(canvas), reader_(path, {}, {.threads = decoder_threads}, std::move(stop)) {}

const AVFrame& Source::at(Us time, Fit fit) {
    const AVFrame* frame = reader_.at(time + kDraftRounding);
    if (frame == nullptr) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not one frame of it can be decoded; copy or download it again", path_));
    }
    const bool same = shown_time_ == reader_.time() && fit_ == fit;
    if (!same) convert(*frame, fit);
    shown_time_ = reader_.time();
    return *shown_;
}

void Source::convert(const AVFrame& frame, Fit fit) {
    // A stream may change its size on the way.
    if (fit_ != fit || !converter_ || !converter_->accepts(frame)) {
        const VideoStreamInfo info = av::describe_video(reader_.stream(), &frame);
        const bool hdr = info.colour.hdr == HdrKind::Hlg || info.colour.hdr == HdrKind::Pq;
        const av::PictureTarget target{.size = canvas_, .fit = fit, .tone_map = hdr, .deinterlace = info.interlaced};
        converter_.emplace(info, target, frame);
        fit_ = fit;
    }
    converter_->convert(frame, *shown_);
}

const AVFrame& Sources::picture(const Segment& segment, Us source_time, std::int64_t turn) {
    Open& open = find_or_open(segment, source_time, turn);
    open.user = &segment;
    open.last_turn = turn;
    return open.source->at(source_time, segment.fit);
}

Sources::Open& Sources::find_or_open(const Segment& segment, Us source_time, std::int64_t turn) {
    const auto its_own = std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.user == &segment; });
    if (its_own != open_.end()) return *its_own;
    const auto idle = std::find_if(open_.begin(), open_.end(), [&](const Open& o) {
        return o.last_turn < turn && o.source->path() == segment.source && o.source->reaches(source_time);
    });
    if (idle != open_.end()) return *idle;
    if (open_.size() >= kMaxOpen) {
        const auto oldest = std::min_element(open_.begin(), open_.end(),
                                             [](const Open& a, const Open& b) { return a.last_turn < b.last_turn; });
        open_.erase(oldest);
    }
    auto source = std::make_unique<Source>(segment.source, canvas_, decoder_threads_, stop_);
    return open_.emplace_back(Open{&segment, turn, std::move(source)});
}

}  // namespace takt::render
