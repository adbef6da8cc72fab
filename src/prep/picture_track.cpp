// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_track.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/ticks.h"
#include "prep/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::prep {
namespace {

av::PictureTarget picture_for(const VideoTarget& target) {
    return {.size = target.size, .fit = Fit::Pad, .tone_map = target.tone_map, .background_rgb = target.background_rgb};
}

}  // namespace

PictureTrack::PictureTrack(const Plan& plan, const VideoTarget& target, const Extras& extras, av::Output& output,
                           std::stop_token stop, RateGovernor* governor)
    : plan_(plan),
      target_(target),
      output_(output),
      governor_(governor),
      source_(plan, target.deinterlace, stop),
      encoder_(encoding_for(target, source_.footage())),
      out_stream_(output.add_stream(encoder_)),
      sinks_(make_sinks(extras, target.size, target.rate, plan.duration, stop)),
      // Containers round times to ticks; a frame that begins this little after the output frame is meant for it.
      tolerance_(static_cast<std::int64_t>(static_cast<double>(frame_time(1, target.rate).count()) * target.speed / 4)),
      begin_(plan.trim ? plan.trim->begin : Us{0}) {}

void PictureTrack::begin() {
    source_.begin_at(begin_ == Us{0} ? Us{0} : begin_ + tolerance_);
    upcoming_ = source_.next();
    if (!upcoming_.frame) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: not one frame of its picture can be decoded; copy it again",
                                                    plan_.input.filename().string()));
    }
    show_next();
}

void PictureTrack::show_next() {
    current_ = std::exchange(upcoming_, {});
    upcoming_ = source_.next();
    converted_ = false;
    ++shown_;
}

/// What the output shows next, on the source's timeline.
Us PictureTrack::source_time() const {
    return begin_ + Us{std::llround(static_cast<double>(position().count()) * target_.speed)};
}

/// Is nothing left to show at `time`?
bool PictureTrack::ends_before(Us time) const {
    if (plan_.trim && time + tolerance_ >= plan_.trim->end) return true;
    if (upcoming_.frame) return false;
    return time + tolerance_ >= current_.time + current_.duration.value_or(4 * tolerance_);
}

void PictureTrack::convert() {
    if (std::exchange(converted_, true)) return;
    const AVFrame& frame = *current_.frame;
    if (!converter_ || !converter_->accepts(frame)) {
        converter_.emplace(source_.describe(frame), picture_for(target_), frame, 2);
    }
    converter_->convert(frame, *picture_);
}

bool PictureTrack::step() {
    if (shown_ == 0) begin();
    const Us time = source_time();
    while (upcoming_.frame && upcoming_.time <= time + tolerance_) show_next();
    if (frames_ > 0 && ends_before(time)) {
        check_damage();
        encoder_.send(nullptr);
        write_packets();
        return false;
    }
    convert();
    for (const auto& sink : sinks_) sink->show(*picture_, position());
    picture_->pts = frames_++;
    steer();
    encoder_.send(picture_.get());
    write_packets();
    return true;
}

void PictureTrack::steer() {
    if (governor_ == nullptr) return;
    governor_->others(output_.payload_bytes() - governor_->picture_bytes());
    encoder_.set_crf(governor_->next_crf());
}

void PictureTrack::finish(Executed& seen) {
    if (damaged() > 0) {
        seen.notes.push_back(
            fmt::format("{} damaged frame{} passed over", damaged(), damaged() == 1 ? " is" : "s are"));
    }
    for (const auto& sink : sinks_) sink->finish(seen);
}

void PictureTrack::write_packets() {
    while (encoder_.receive(*packet_) == av::Pull::Frame) {
        if (governor_ != nullptr) governor_->coded(packet_->size, (packet_->flags & AV_PKT_FLAG_KEY) != 0);
        output_.write(*packet_, out_stream_, encoder_.time_base());
    }
}

/// A few damaged places are passed over, as players do; a film with holes or without its end is no success.
void PictureTrack::check_damage() {
    const std::string name = plan_.input.filename().string();
    if (upcoming_.truncated) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: breaks off after {:.1f} s; copy or download it again", name,
                                                    seconds(current_.time)));
    }
    if (damaged() > shown_) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: more than half of its picture is damaged ({} of {} frames); "
                                                    "copy it again",
                                                    name, damaged(), damaged() + shown_));
    }
}

}  // namespace takt::prep
