// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/video_reader.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/ticks.h"
#include "base/stop.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace takt::av {
namespace {

// Decoding this far forward costs less than a seek to a key frame and back here.
constexpr Us kForwardDecode = std::chrono::seconds{2};
// But where a key frame is known to lie ahead, what comes before it need not be decoded at all: a decoder that starts
// anew has this much to catch up with.
constexpr Us kRestart = std::chrono::milliseconds{250};
// An index tells decoding times, which with reordered frames are earlier than those on screen by so much.
constexpr Us kReordering = std::chrono::milliseconds{100};

int choose_stream(const Input& input, std::optional<int> wanted) {
    const std::optional<int> chosen = wanted ? wanted : input.best_video();
    if (!chosen) {
        throw Error(ErrorCode::NoDecodableStream,
                    fmt::format("{}: no picture in it that can be decoded; convert it to H.264 first", input.name()));
    }
    return *chosen;
}

/// AVI knows only decoding times: with reordered frames libav's presentation times come late by the reordering.
Us reorder_delay(const Input& input, const AVStream& stream) {
    const bool has_no_pts = std::string_view(input.context().iformat->name) == "avi";
    const AVRational rate = stream.avg_frame_rate;
    if (!has_no_pts || rate.num <= 0) return Us{0};
    return Us{av_rescale(1'000'000LL * stream.codecpar->video_delay, rate.den, rate.num)};
}

}  // namespace

VideoReader::VideoReader(const std::filesystem::path& path, std::optional<int> stream, const DecoderOptions& options,
                         std::stop_token stop)
    : input_(path, {.stream_info = StreamInfo::WhereSilent}, std::move(stop)),
      stream_(choose_stream(input_, stream)),
      decoder_(input_.stream(stream_), options),
      reorder_delay_(reorder_delay(input_, input_.stream(stream_))) {
    input_.read_only({stream_});
}

bool VideoReader::decode(AVFrame& frame, Us& time) {
    for (;;) {
        switch (decoder_.receive(frame)) {
            case Pull::End: return false;
            case Pull::Frame: {
                const auto shown = to_us(frame.best_effort_timestamp, stream().time_base);
                // A stream that leaves a time out continues at its declared rate.
                const AVRational rate = stream().avg_frame_rate.num > 0 ? stream().avg_frame_rate : AVRational{30, 1};
                time = shown ? *shown - input_.zero() - reorder_delay_
                             : last_time_ + Us{av_rescale(1'000'000, rate.den, rate.num)};

                last_time_ = time;
                return true;
            }
            case Pull::NeedInput: break;
        }
        if (draining_) return false;
        draining_ = !input_.read(*packet_);
        if (!draining_ && packet_->stream_index != stream_) {
            av_packet_unref(packet_.get());
            continue;
        }
        decoder_.send(draining_ ? nullptr : packet_.get());
        av_packet_unref(packet_.get());
    }
}

const AVFrame* VideoReader::next() {
    if (std::exchange(replay_, false)) return frame_.get();
    if (!has_ahead_ && (ended_ || !decode(*ahead_, ahead_time_))) {
        ended_ = true;
        return nullptr;
    }
    std::swap(frame_, ahead_);
    time_ = ahead_time_;
    has_ahead_ = false;
    has_frame_ = true;
    return frame_.get();
}

void VideoReader::rewind_to(Us time) {
    input_.seek(stream_, time);
    decoder_.flush();
    has_frame_ = has_ahead_ = draining_ = ended_ = false;
    last_time_ = Us{-1};
}

/// Is it cheaper to seek to `time`, which is ahead, than to decode until then?
bool VideoReader::seeks_to(Us time) {
    const Us now = has_frame_ ? time_ : Us{0};
    if (time - now <= kRestart || !input_.seekable()) return false;
    if (time - now > kForwardDecode) return true;
    const auto key_frame = input_.key_frame_before(stream_, time - kReordering);
    return key_frame && *key_frame - now > kRestart;
}

void VideoReader::approach(Us time) {
    const bool behind = has_frame_ && time < time_ && !at_first_;
    if (!behind && (ended_ || !seeks_to(time))) return;
    rewind_to(input_.seekable() ? time : Us{0});
    // A poor index may land after the wanted frame: then begin at the begin.
    if (next() == nullptr || time_ > time) rewind_to(Us{0});
    at_first_ = false;
}

const AVFrame* VideoReader::at(Us time) {
    replay_ = false;
    approach(time);
    if (!has_frame_) {
        if (next() == nullptr) return nullptr;
        at_first_ = true;
    }
    while (has_ahead_ || !ended_) {
        if (!has_ahead_) has_ahead_ = decode(*ahead_, ahead_time_);
        if (!has_ahead_) {
            ended_ = true;
        } else if (ahead_time_ > time) {
            break;
        } else {
            at_first_ = false;
            (void)next();
        }
    }
    return frame_.get();
}

void VideoReader::seek(Us time) {
    replay_ = at(time) != nullptr && time_ >= time;
}

}  // namespace takt::av
