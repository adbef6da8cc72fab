// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/audio_reader.h"

extern "C" {
#include <libavutil/samplefmt.h>
}

#include "takt/error.h"

#include "av/check.h"
#include "av/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace takt::av {
namespace {

// Matroska and AVI round times to a millisecond or more; only larger steps are real gaps.
constexpr Us kJitter = std::chrono::milliseconds{12};
// AAC and Opus need the frames before the wanted one to be decoded too.
constexpr Us kPreRoll = std::chrono::milliseconds{250};

int choose_stream(const Input& input, std::optional<int> wanted) {
    const std::optional<int> chosen = wanted ? wanted : input.best_audio();
    if (!chosen) {
        throw Error(
            ErrorCode::NoDecodableStream,
            fmt::format("{}: no sound in it that can be decoded; convert it to MP3 or AAC first", input.name()));
    }
    return *chosen;
}

std::int64_t to_samples(Us time, int rate_hz) {
    return av_rescale(time.count(), rate_hz, 1'000'000);
}

}  // namespace

AudioReader::AudioReader(const std::filesystem::path& path, const AudioFormat& format, std::optional<int> stream,
                         Us begin, std::stop_token stop)
    : input_(path, {}, std::move(stop)),
      stream_(choose_stream(input_, stream)),
      decoder_(input_.stream(stream_), {.threads = 1}),
      format_(format),
      begin_sample_(to_samples(begin, format.sample_rate_hz)),
      next_sample_(begin_sample_) {
    input_.read_only({stream_});
    if (begin > kPreRoll && input_.seekable()) input_.seek(stream_, begin - kPreRoll);
}

std::size_t AudioReader::read(std::span<float> out) {
    const auto channels = static_cast<std::size_t>(format_.channels);
    std::size_t done = 0;
    while (done < out.size()) {
        const std::size_t ready = std::min(out.size() - done, pending_.size() - pending_begin_);
        if (ready > 0) {
            std::copy_n(pending_.begin() + static_cast<std::ptrdiff_t>(pending_begin_), ready,
                        out.begin() + static_cast<std::ptrdiff_t>(done));
            pending_begin_ += ready;
            done += ready;
        } else if (silence_ > 0) {
            const auto count = std::min((out.size() - done) / channels, static_cast<std::size_t>(silence_));
            std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(done), count * channels, 0.0F);
            silence_ -= static_cast<std::int64_t>(count);
            done += count * channels;
        } else if (!decode_more()) {
            break;
        }
    }
    return done / channels;
}

bool AudioReader::decode_more() {
    pending_.clear();
    pending_begin_ = 0;
    if (std::exchange(held_, false)) {
        convert(frame_.get(), 0);
        return true;
    }
    while (!ended_) {
        const Pull pulled = decoder_.receive(*frame_);
        if (pulled == Pull::Frame) {
            place(*frame_);
            return true;
        }
        if (pulled == Pull::End || draining_) {
            ended_ = true;
            if (resampler_) convert(nullptr, 0);
            return !pending_.empty();
        }
        draining_ = !input_.read(*packet_);
        if (draining_ || packet_->stream_index == stream_) decoder_.send(draining_ ? nullptr : packet_.get());
        av_packet_unref(packet_.get());
    }
    return false;
}

std::int64_t AudioReader::position_of(const AVFrame& frame) const {
    const std::int64_t delay = resampler_ ? swr_get_delay(resampler_.get(), format_.sample_rate_hz) : 0;
    const std::int64_t expected = next_sample_ + delay;
    const auto shown = to_us(frame.best_effort_timestamp, input_.stream(stream_).time_base);
    if (!shown) return positioned_ ? expected : 0;
    const std::int64_t told = to_samples(*shown - input_.zero(), format_.sample_rate_hz);
    const bool jitter = std::abs(told - expected) <= to_samples(kJitter, format_.sample_rate_hz);
    return positioned_ && jitter ? expected : told;
}

void AudioReader::place(const AVFrame& frame) {
    if (frame.nb_samples <= 0 || frame.sample_rate <= 0) return;
    prepare_resampler(frame);
    const std::int64_t position = position_of(frame);
    if (!std::exchange(positioned_, true)) next_sample_ = std::min(position, begin_sample_);
    if (position > next_sample_ + swr_get_delay(resampler_.get(), format_.sample_rate_hz)) {
        // What the resampler still holds comes before the gap; the frame waits behind the silence.
        convert(nullptr, 0);
        prepare_resampler(frame);
        const std::int64_t from = std::max(next_sample_, begin_sample_);
        silence_ = std::max<std::int64_t>(0, position - from);
        next_sample_ = position;
        held_ = true;
        return;
    }
    const std::int64_t overlap = next_sample_ + swr_get_delay(resampler_.get(), format_.sample_rate_hz) - position;
    convert(&frame, static_cast<int>(std::min<std::int64_t>(
                        frame.nb_samples, av_rescale(overlap, frame.sample_rate, format_.sample_rate_hz))));
}

void AudioReader::prepare_resampler(const AVFrame& frame) {
    const bool same = frame.sample_rate == source_rate_hz_ && frame.format == source_format_ &&
                      frame.ch_layout.nb_channels == source_channels_;
    if (resampler_ && same) return;
    if (resampler_) convert(nullptr, 0);
    AVChannelLayout source{};
    AVChannelLayout target{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&source, frame.ch_layout.nb_channels);
    } else {
        check(av_channel_layout_copy(&source, &frame.ch_layout), "read the channel layout", input_.name());
    }
    av_channel_layout_default(&target, format_.channels);
    SwrContext* context = nullptr;
    const int rc = swr_alloc_set_opts2(&context, &target, AV_SAMPLE_FMT_FLT, format_.sample_rate_hz, &source,
                                       static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
    resampler_.reset(context);
    av_channel_layout_uninit(&source);
    check(rc, "convert the sound", input_.name());
    if (frame.ch_layout.nb_channels == 1 && format_.channels == 2) {
        // One channel plays from both speakers as loud as it is; libswresample would take 3 dB off.
        constexpr std::array<double, 2> kBoth{1, 1};
        check(swr_set_matrix(resampler_.get(), kBoth.data(), 1), "convert the sound", input_.name());
    }
    check(swr_init(resampler_.get()), "convert the sound", input_.name());
    source_rate_hz_ = frame.sample_rate;
    source_format_ = frame.format;
    source_channels_ = frame.ch_layout.nb_channels;
}

/// Appends the frame's samples from `skip_samples` on, or (null) what the resampler still holds; then it starts anew.
void AudioReader::convert(const AVFrame* frame, int skip_samples) {
    std::vector<const std::uint8_t*> planes;
    int count = 0;
    if (frame != nullptr) {
        const auto format = static_cast<AVSampleFormat>(frame->format);
        const bool planar = av_sample_fmt_is_planar(format) != 0;
        const int step = av_get_bytes_per_sample(format) * (planar ? 1 : frame->ch_layout.nb_channels);
        count = frame->nb_samples - skip_samples;
        for (int i = 0; i < (planar ? frame->ch_layout.nb_channels : 1); ++i) {
            planes.push_back(frame->extended_data[i] + static_cast<std::ptrdiff_t>(skip_samples) * step);
        }
    }
    const auto channels = static_cast<std::size_t>(format_.channels);
    const int room = check(swr_get_out_samples(resampler_.get(), count), "convert the sound", input_.name());
    const std::size_t before = pending_.size();
    pending_.resize(before + static_cast<std::size_t>(room) * channels);
    auto* out = reinterpret_cast<std::uint8_t*>(pending_.data() + before);
    const int made = check(swr_convert(resampler_.get(), &out, room, frame != nullptr ? planes.data() : nullptr, count),
                           "convert the sound", input_.name());
    pending_.resize(before + static_cast<std::size_t>(made) * channels);
    // Samples before the wanted begin are only there to warm the decoder up.
    const std::int64_t early = std::clamp<std::int64_t>(begin_sample_ - next_sample_, 0, made);
    const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(before);
    pending_.erase(first, first + static_cast<std::ptrdiff_t>(early * format_.channels));
    next_sample_ += made;
    if (frame == nullptr) resampler_.reset();
}

}  // namespace takt::av
