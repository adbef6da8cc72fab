// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_track.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/picture_chain.h"
#include "av/ticks.h"
#include "base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::prep {
namespace {

av::VideoEncoding encoding_for(const VideoTarget& target) {
    av::VideoEncoding encoding;
    encoding.size = target.size;
    encoding.rate = target.rate;
    encoding.options = {{"preset", "veryfast"}, {"crf", "20"}, {"profile", "high"}};
    return encoding;
}

std::string chain_for(const VideoStreamInfo& stream, const VideoTarget& target) {
    return av::picture_chain(stream, {.size = target.size, .fit = Fit::Pad, .tone_map = target.tone_map});
}

}  // namespace

PictureTrack::PictureTrack(const Plan& plan, const VideoTarget& target, av::Output& output, std::stop_token stop)
    : plan_(plan),
      target_(target),
      output_(output),
      source_(plan, target.deinterlace, std::move(stop)),
      encoder_(encoding_for(target)),
      out_stream_(output.add_stream(encoder_)),
      // Containers round times to ticks; a frame that begins this little after the output frame is meant for it.
      tolerance_(frame_time(1, target.rate) / 4),
      begin_(plan.trim ? plan.trim->begin : Us{0}) {}

void PictureTrack::begin() {
    upcoming_ = source_.begin_at(begin_ == Us{0} ? Us{0} : begin_ + tolerance_);
    if (upcoming_ == nullptr) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: not one frame of its picture can be decoded; copy it again",
                                                    plan_.input.filename().string()));
    }
    show_next();
}

void PictureTrack::show_next() {
    av_frame_unref(current_.get());
    av::check(av_frame_ref(current_.get(), upcoming_), "keep a frame");
    current_time_ = source_.time();
    converted_ = false;
    ++shown_;
    upcoming_ = source_.next();
}

/// Is nothing left to show at `time`?
bool PictureTrack::ends_before(Us time) const {
    if (plan_.trim && time + tolerance_ >= plan_.trim->end) return true;
    if (upcoming_ != nullptr) return false;
    return time + tolerance_ >= current_time_ + source_.duration_of(*current_).value_or(frame_time(1, target_.rate));
}

void PictureTrack::convert() {
    if (std::exchange(converted_, true)) return;
    if (!graph_ || !graph_->accepts(*current_)) {
        graph_.emplace(chain_for(source_.describe(*current_), target_), *current_, av::kUsBase, 2);
    }
    current_->pts = current_time_.count();
    graph_->send(current_.get());
    av_frame_unref(picture_.get());
    if (graph_->receive(*picture_) != av::Pull::Frame) {
        throw Error(ErrorCode::Internal, "picture chain: took a frame and gave none");
    }
    picture_->pict_type = AV_PICTURE_TYPE_NONE;
}

bool PictureTrack::step() {
    if (shown_ == 0) begin();
    const Us time = begin_ + position();
    while (upcoming_ != nullptr && source_.time() <= time + tolerance_) show_next();
    if (frames_ > 0 && ends_before(time)) {
        check_damage();
        encoder_.send(nullptr);
        write_packets();
        return false;
    }
    convert();
    picture_->pts = frames_++;
    encoder_.send(picture_.get());
    write_packets();
    return true;
}

void PictureTrack::write_packets() {
    while (encoder_.receive(*packet_) == av::Pull::Frame) output_.write(*packet_, out_stream_, encoder_.time_base());
}

/// A few damaged places are passed over, as players do; a film with holes or without its end is no success.
void PictureTrack::check_damage() {
    const std::string name = plan_.input.filename().string();
    if (source_.truncated()) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: breaks off after {:.1f} s; copy or download it again", name,
                                                    seconds(current_time_)));
    }
    if (damaged() > shown_) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: more than half of its picture is damaged ({} of {} frames); "
                                                    "copy it again",
                                                    name, damaged(), damaged() + shown_));
    }
    if (damaged() > 0) log::warning(fmt::format("{}: {} damaged frames are passed over", name, damaged()));
}

}  // namespace takt::prep
