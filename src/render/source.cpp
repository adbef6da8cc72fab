// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/source.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/describe.h"
#include "av/picture_chain.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::render {
namespace {

// Two for a crossfade and one that is about to be used again; each may hold 100 MB of decoded 4K.
constexpr std::size_t kMaxOpen = 3;

// Where a segment begins in its source is rounded to a millisecond: a frame that begins this little later is meant.
constexpr Us kDraftRounding{500};

bool fits_as_it_is(const VideoStreamInfo& info, Size canvas) {
    const std::string& matrix = info.colour.matrix;
    // Where the stream is silent, large pictures are BT.709: av::picture_chain reads them so too.
    const bool bt709 = matrix == "bt709" || (matrix == "unknown" && (canvas.height >= 720 || canvas.width >= 1280));
    return info.coded == canvas && info.pixel_format == "yuv420p" && bt709 && !info.colour.full_range &&
           info.colour.hdr == HdrKind::None && info.orientation.upright() && !info.interlaced &&
           info.sample_aspect_num == info.sample_aspect_den;
}

}  // namespace

Source::Source(const std::string& path, Size canvas, int decoder_threads, std::stop_token stop)
    : path_(path), canvas_(canvas), reader_(path, {}, {.threads = decoder_threads}, std::move(stop)) {}

const AVFrame& Source::at(Us time, Fit fit) {
    const AVFrame* frame = reader_.at(time + kDraftRounding);
    if (frame == nullptr) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not one frame of it can be decoded; copy or download it again", path_));
    }
    const bool same = shown_time_ == reader_.time() && graph_fit_ == fit;
    if (!same) convert(*frame, fit);
    shown_time_ = reader_.time();
    return *shown_;
}

void Source::convert(const AVFrame& frame, Fit fit) {
    const bool canvas_like =
        frame.width == canvas_.width && frame.height == canvas_.height && frame.format == AV_PIX_FMT_YUV420P;
    // A stream may change its size on the way.
    if (graph_fit_ != fit || (graph_ ? !graph_->accepts(frame) : !canvas_like)) {
        const VideoStreamInfo info = av::describe_video(reader_.stream(), &frame);
        const bool hdr = info.colour.hdr == HdrKind::Hlg || info.colour.hdr == HdrKind::Pq;
        graph_.reset();
        if (!fits_as_it_is(info, canvas_)) {
            const av::PictureTarget target{
                .size = canvas_, .fit = fit, .tone_map = hdr, .deinterlace = info.interlaced};
            graph_.emplace(av::picture_chain(info, target), frame, AVRational{1, 1000});
        }
        graph_fit_ = fit;
        sent_ = 0;
    }
    av_frame_unref(shown_.get());
    av::FramePtr input = av::make_frame();
    av::check(av_frame_ref(input.get(), &frame), "hold a frame", path_, ErrorCode::RenderFailed);
    if (!graph_) {
        shown_.swap(input);
        return;
    }
    // A deinterlacer answers a frame late: then the frame is given again, until what comes out is its own.
    const std::int64_t wanted = sent_;
    av::Pull pulled = av::Pull::NeedInput;
    while (pulled != av::Pull::Frame || av_rescale_q(shown_->pts, graph_->time_base(), {1, 1000}) < wanted) {
        if (pulled == av::Pull::NeedInput) {
            input->pts = sent_++;
            graph_->send(input.get());
        }
        av_frame_unref(shown_.get());
        pulled = graph_->receive(*shown_);
    }
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
