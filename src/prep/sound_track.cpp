// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/sound_track.h"

#include "takt/error.h"

#include "av/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::prep {
namespace {

constexpr int kRateHz = 48'000;
constexpr int kChannels = 2;

std::int64_t bit_rate_for(const Plan& plan) {
    const auto* encoded = std::get_if<Transcode>(&plan.action);
    return encoded != nullptr ? encoded->audio_bps : Transcode{}.audio_bps;
}

}  // namespace

SoundTrack::SoundTrack(const Plan& plan, const Extras& extras, av::Output& output, std::stop_token stop)
    : reader_(plan.input, {kRateHz, kChannels}, plan.audio_stream, plan.trim ? plan.trim->begin : Us{0},
              std::move(stop)),
      encoder_(av::AudioEncoding{.sample_rate_hz = kRateHz, .channels = kChannels, .bit_rate_bps = bit_rate_for(plan)}),
      output_(output),
      out_stream_(output.add_stream(encoder_)),
      interleaved_(static_cast<std::size_t>(encoder_.frame_samples()) * kChannels) {
    if (extras.loudness) meter_.emplace(kRateHz, kChannels);
    if (plan.trim) samples_wanted_ = av_rescale(plan.trim->duration().count(), kRateHz, 1'000'000);
}

Us SoundTrack::position() const {
    return Us{av_rescale(samples_, 1'000'000, kRateHz)};
}

bool SoundTrack::step() {
    const std::int64_t room = samples_wanted_ ? *samples_wanted_ - samples_ : encoder_.frame_samples();
    const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(room, 0, encoder_.frame_samples()));
    std::size_t count = wanted > 0 ? reader_.read({interleaved_.data(), wanted * kChannels}) : 0;
    if (count == 0) {
        if (samples_ == 0) {
            throw Error(ErrorCode::Corrupt, fmt::format("{}: not one sample of its sound can be decoded; copy it again",
                                                        reader_.input().name()));
        }
        encoder_.send(nullptr);
        write_packets();
        return false;
    }
    if (meter_) meter_->add({interleaved_.data(), count * kChannels});
    if (samples_ == 0 && count < static_cast<std::size_t>(encoder_.frame_samples())) {
        // Of a sound of a few samples players decode nothing at all: it ends in silence.
        std::fill(interleaved_.begin() + static_cast<std::ptrdiff_t>(count * kChannels), interleaved_.end(), 0.0F);
        count = static_cast<std::size_t>(encoder_.frame_samples());
    }
    encode(count);
    return true;
}

/// The first `count` samples of interleaved_.
void SoundTrack::encode(std::size_t count) {
    av_frame_unref(frame_.get());
    frame_->nb_samples = static_cast<int>(count);
    frame_->format = encoder_.context().sample_fmt;
    frame_->sample_rate = kRateHz;
    av_channel_layout_default(&frame_->ch_layout, kChannels);
    av::check(av_frame_get_buffer(frame_.get(), 0), "make a frame of sound");
    for (int channel = 0; channel < kChannels; ++channel) {
        auto* plane = reinterpret_cast<float*>(frame_->extended_data[channel]);
        for (std::size_t i = 0; i < count; ++i) {
            plane[i] = interleaved_[i * kChannels + static_cast<std::size_t>(channel)];
        }
    }
    frame_->pts = samples_;
    samples_ += static_cast<std::int64_t>(count);
    encoder_.send(frame_.get());
    write_packets();
}

void SoundTrack::finish(Executed& seen) const {
    if (meter_) seen.loudness = Loudness{meter_->integrated_lufs(), meter_->true_peak_dbtp()};
}

void SoundTrack::write_packets() {
    while (encoder_.receive(*packet_) == av::Pull::Frame) output_.write(*packet_, out_stream_, encoder_.time_base());
}

}  // namespace takt::prep
