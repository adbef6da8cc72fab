// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/smart_sound.h"

#include <algorithm>
#include <utility>

namespace takt::prep {
namespace {

constexpr int kAacSamples = 1024;
constexpr int kUsualRate_hz = 48'000;
// Matroska rounds times to a millisecond; only larger steps are real gaps.
constexpr Us kJitter = std::chrono::milliseconds{12};
constexpr std::int64_t kUsPerSecond = 1'000'000;

}  // namespace

SmartSound::SmartSound(const std::filesystem::path& path, int stream, const TimeRange& range, av::Output& output,
                       std::stop_token stop)
    : walk_(path, stream, std::move(stop)),
      range_(range),
      output_(output),
      out_stream_(output.add_copied_stream(walk_.stream())) {
    const AVCodecParameters& codec = *walk_.stream().codecpar;
    rate_hz_ = codec.sample_rate > 0 ? codec.sample_rate : kUsualRate_hz;
    packet_samples_ = codec.frame_size > 0 ? codec.frame_size : kAacSamples;
    output.stream(out_stream_).time_base = {1, rate_hz_};
    const Us packet{av_rescale(packet_samples_, kUsPerSecond, rate_hz_)};
    walk_.begin_at(std::max(Us{0}, range.begin - 2 * packet));
}

Us SmartSound::position() const {
    return Us{av_rescale(std::max<std::int64_t>(0, next_sample_), kUsPerSecond, rate_hz_)};
}

bool SmartSound::step() {
    for (;;) {
        AVPacket* packet = walk_.next();
        if (packet == nullptr) return false;
        const std::int64_t told = av_rescale((walk_.time() - range_.begin).count(), rate_hz_, kUsPerSecond);
        // The packet that covers the begin, and the one before it.
        if (told + 2 * packet_samples_ <= 0) continue;
        const Us middle = walk_.time() + Us{av_rescale(packet_samples_ / 2, kUsPerSecond, rate_hz_)};
        if (middle >= range_.end) return false;
        const std::int64_t jitter = av_rescale(kJitter.count(), rate_hz_, kUsPerSecond);
        if (begun_ && told < next_sample_ - jitter) continue;  // says it sounds before the last one: not both can
        const std::int64_t begin = begun_ && told <= next_sample_ + jitter ? next_sample_ : told;
        begun_ = true;
        next_sample_ = begin + packet_samples_;
        packet->pts = packet->dts = begin;
        packet->duration = packet_samples_;
        packet->flags &= ~AV_PKT_FLAG_DISCARD;
        av_packet_free_side_data(packet);
        output_.write(*packet, out_stream_, {1, rate_hz_});
        return true;
    }
}

}  // namespace takt::prep
