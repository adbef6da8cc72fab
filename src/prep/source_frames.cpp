// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/source_frames.h"

#include "av/check.h"
#include "av/describe.h"
#include "av/ticks.h"
#include "prep/faults.h"
#include "prep/picture_file.h"

#include <algorithm>
#include <utility>

namespace takt::prep {

SourceFrames::SourceFrames(const Plan& plan, bool deinterlace, std::stop_token stop) : deinterlace_(deinterlace) {
    if (picture_format(plan.input) == PictureFormat::AnimatedWebp) {
        animation_.emplace(plan.input);
    } else {
        reader_.emplace(plan.input, plan.video_stream, av::DecoderOptions{}, std::move(stop));
    }
}

const AVFrame* SourceFrames::decode() {
    return reader_ ? reader_->next() : animation_->next();
}

const AVFrame* SourceFrames::begin_at(Us time) {
    return pass(time > Us{0} && reader_ ? reader_->at(time) : decode());
}

const AVFrame* SourceFrames::next() {
    return pass(drained_ ? nullptr : decode());
}

const AVFrame* SourceFrames::pass(const AVFrame* frame) {
    if (deinterlace_) return weave(frame);
    if (frame != nullptr) time_ = decoded_time();
    return frame;
}

VideoStreamInfo SourceFrames::describe(const AVFrame& frame) const {
    if (reader_) return av::describe_video(reader_->stream(), &frame);
    VideoStreamInfo info;
    info.coded = animation_->size();
    info.display = even(info.coded);
    info.has_alpha = true;
    return info;
}

Footage SourceFrames::footage() const {
    if (!reader_) return {};
    const AVCodecParameters& codec = *reader_->stream().codecpar;
    return {codec.video_delay > 0, std::max(codec.width, codec.height)};
}

std::optional<Us> SourceFrames::duration_of(const AVFrame& frame) const {
    const auto told = av::to_us(frame.pkt_duration, reader_ ? reader_->stream().time_base : av::kUsBase);
    const bool plausible = told && *told > Us{0} && *told <= Us{std::chrono::seconds{10}};
    return plausible ? told : std::nullopt;
}

/// bwdif answers one frame late: the next neighbour must be there first.
const AVFrame* SourceFrames::weave(const AVFrame* frame) {
    for (;; frame = decode()) {
        if (frame != nullptr) {
            if (!graph_ || !graph_->accepts(*frame)) graph_.emplace("bwdif=mode=send_frame", *frame, av::kUsBase);
            av_frame_unref(given_.get());
            av::check(av_frame_ref(given_.get(), frame), "keep a frame");
            given_->pts = decoded_time().count();
            graph_->send(given_.get());
        } else if (!std::exchange(drained_, true) && graph_) {
            graph_->send(nullptr);
        }
        av_frame_unref(made_.get());
        if (graph_ && graph_->receive(*made_) == av::Pull::Frame) {
            time_ = av::to_us(made_->pts, graph_->time_base()).value_or(time_);
            return made_.get();
        }
        if (frame == nullptr) return nullptr;
    }
}

}  // namespace takt::prep
